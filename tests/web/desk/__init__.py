"""The screens of whoever handles cases, each act through its form. Never a rule proved in tests/house."""
