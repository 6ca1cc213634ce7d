"""Each command is one file; what it does stands in the README."""
