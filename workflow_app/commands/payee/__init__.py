"""Acts on the account a decided case is paid to, one verb a file. Nothing here pays, and an agent changes nothing here."""
