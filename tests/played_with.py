"""The item the house is played with: whose claims rest on a record that is looked at on the spot. None is named."""

from __future__ import annotations

from pathlib import Path

from workflow_app.policy import catalogue

# Rooms and files of tests that play it: without such an item in the catalogue there is nothing to play them with.
ROOMS = ("house", "journeys", "postgresql", "web")
FILES = (
    "management/test_assess.py",
    "management/test_endings.py",
    "management/test_items.py",
    "management/test_pass_days.py",
)


def played_with() -> str:
    """Its slug; LookupError where the catalogue holds none."""
    for item in catalogue.items():
        if item.principal.parent and item.procedure(item.principal.parent).site_checks:
            return item.slug
    raise LookupError("no item rests on a record that is looked at on the spot")


def left_out(path: Path, tests: Path) -> bool:
    """Whether a path below the folder of tests can only be collected with that item, and there is none."""
    try:
        played_with()
    except LookupError:
        inside = path.relative_to(tests).as_posix() if path.is_relative_to(tests) else ""
        return inside.partition("/")[0] in ROOMS or inside in FILES
    return False
