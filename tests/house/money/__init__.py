"""The money of a county walked by chance: `expected.py` says where every fen should stand, without a look at the rows."""
