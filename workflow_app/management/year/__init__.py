"""A city's year under a clock of its own: people file, officers act sooner or later or not at all, nights fall. For proofs."""
