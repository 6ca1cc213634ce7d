"""Bank formats: pure, without rows."""
