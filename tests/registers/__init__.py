"""Asking registers: what comes back, and what does not."""
