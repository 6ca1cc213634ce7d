"""What only this item does: its situations and its stories."""
