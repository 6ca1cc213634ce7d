"""The demonstration's cases: about forty, in every state they can reach, each brought there by the commands; no row is written here."""
