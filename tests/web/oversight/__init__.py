"""Screens of whoever answers for the time."""
