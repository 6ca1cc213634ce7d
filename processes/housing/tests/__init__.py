"""What the rooms of the family promise, whatever items stand in them."""
