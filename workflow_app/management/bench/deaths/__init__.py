"""A real web, worker and PostgreSQL, killed in the midst of a payment and started again: what nobody may be able to tell afterwards."""
