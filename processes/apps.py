"""Start-up: every item found in the folders of the families is enrolled in the catalogue."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from workflow_app.policy import catalogue

FOLDER = Path(__file__).parent


def item_modules() -> tuple[str, ...]:
    """Dotted names of all processes/<family>/<item>/item.py, so that a new item changes no existing file."""
    found = sorted(FOLDER.glob("*/*/item.py"))
    return tuple(".".join(file.relative_to(FOLDER.parent).with_suffix("").parts) for file in found)


class Processes(AppConfig):
    """The items as Django sees them."""

    name = "processes"
    verbose_name = "事项"

    def ready(self) -> None:
        for module in item_modules():
            catalogue.enrol(import_module(module).ITEM)
