"""The press: turns plain data and a sheet into an official paper (PDF). No rows, knows no case, imports nothing of ours."""
