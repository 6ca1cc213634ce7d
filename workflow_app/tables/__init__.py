"""Tables that pass between a unit, the treasury and its agent bank, as profiles: which columns, read how. Knows no row and no clock."""
