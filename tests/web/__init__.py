"""Screens asked as a browser asks: by address, with forms and cookies. Never a rule proved elsewhere."""
