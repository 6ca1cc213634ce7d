"""The only readers for screens, papers and exports. Never a write."""
