"""Words and figures as screens show them. Never a query."""
