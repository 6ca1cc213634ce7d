"""Screens of whoever answers for a unit's time. They show and lead to the desk; nothing is done here."""
