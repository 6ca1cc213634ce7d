"""Screens of people who apply: drafts, filing, their own cases. Never a rule and never a write of their own."""
