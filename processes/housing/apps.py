"""The rooms of housing as Django sees them: rows of what follows a decision, and their screens."""

from __future__ import annotations

from django.apps import AppConfig


class Housing(AppConfig):
    """`urls_module` is where the house finds the family's addresses."""

    name = "processes.housing"
    label = "housing"
    verbose_name = "住房保障"
    urls_module = "processes.housing.web.urls"
