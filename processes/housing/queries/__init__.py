"""What the screens and papers of housing read; nothing is written here."""
