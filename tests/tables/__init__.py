"""Profiles of tables: read strictly, written neutral, read back as they were."""
