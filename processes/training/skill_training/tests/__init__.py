"""How 职业培训补贴 is tried: its situations, and what only it does. Never a test of the house."""
