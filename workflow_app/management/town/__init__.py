"""The demonstration's cases: of every item, in every state they can reach, each brought there by the commands; no row is written here."""
