"""Rows as they changed, each file named for what it means."""
