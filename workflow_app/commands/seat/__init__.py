"""What is done with a seat besides signing from it: its turn, its holder and its history stay whole."""
