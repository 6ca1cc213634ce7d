"""What is measured, one bench a file, each on throw-away folders and databases. Never on the rows of a city."""
