"""Rosters as files: reading workbooks and CSV, the template, the error file. Never what a roster means."""
