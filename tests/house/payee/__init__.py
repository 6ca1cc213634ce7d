"""Another account for a decided case: a second person, days of cooling, and no payment meanwhile."""
