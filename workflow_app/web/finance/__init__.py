"""Screens of finance officers. Never a rule of their own."""
