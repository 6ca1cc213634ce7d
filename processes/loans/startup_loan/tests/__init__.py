"""How 个人创业担保贷款 is tried: its situations, and what only it does. Never a test of the house."""
