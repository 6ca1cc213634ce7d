"""Screens of officers who handle cases. Never a rule of their own."""
