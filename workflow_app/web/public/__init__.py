"""Screens that need no account: guides, notices, verification, progress. Never a whole name or number."""
