"""Screens, grouped by who looks at them. Never a rule and never a write of their own."""
