"""The city's real units, tiers and codes, and the made-up people of the demonstration, as data. Never a decision."""
