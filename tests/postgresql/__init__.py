"""What must hold on SQLite and on the real PostgreSQL alike: races, numbers, budgets of SQL. Never a screen."""
