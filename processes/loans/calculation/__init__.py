"""Sums of a loan reckoned from days, rates and principal alone: never a row, a clock, a policy file or an item."""
