"""What only this item does: its situations, its stories, what becomes of a household."""
