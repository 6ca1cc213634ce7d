"""Rows, constraints, triggers and the state machines of law. Never a decision: those are commands."""
