"""What whoever answers for a unit looks at: its open cases, its cards, its empty desks. Never a write."""
