"""The screens of whoever pays, each act through its form. Never a rule proved in tests/house."""
