"""How a bank wants its files and how it answers. Pure: bytes and values, never a row, a clock or a connection."""
