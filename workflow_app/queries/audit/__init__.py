"""Proofs from the rows alone, and what the house itself lacks. Never a write."""
