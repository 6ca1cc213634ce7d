"""What the law says, as values and functions. Pure: never a database, a clock, a request or an item's name."""
