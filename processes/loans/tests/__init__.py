"""Proofs of the family's rooms; what one item alone says is proved in the item's own folder."""
