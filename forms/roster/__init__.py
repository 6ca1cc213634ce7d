"""Rosters as files: reading workbooks and CSV, the template, the error file. Never what a roster means."""

from forms.roster.read import read_roster
from forms.roster.write import annotated_xlsx, template_xlsx

__all__ = ["annotated_xlsx", "read_roster", "template_xlsx"]
