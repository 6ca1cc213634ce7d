"""Other offices' registers: asking them over HTTP, and a service that plays them for the demonstration. Never a row of ours."""
