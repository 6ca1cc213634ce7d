"""Every kind of paper held against the rows it was written from, and against its own print. Shares no line with who gathers its data."""
