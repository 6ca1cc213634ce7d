"""The only writers, one verb a file. Never a request, never the clock."""
