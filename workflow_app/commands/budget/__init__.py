"""Money of the indicators themselves: entered, allotted to a lower tier, transferred, frozen, closed at the end of its year."""
