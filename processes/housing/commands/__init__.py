"""The verbs of housing, one a file: the only writers of its rows."""
