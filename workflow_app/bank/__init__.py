"""How a bank wants its file and how it answers. Pure: bytes and values, never a row, a clock or a connection."""
