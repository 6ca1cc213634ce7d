"""walkthrough: every item comes to two endings at least, on a database of its own; exit 0 only when all is well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from workflow_app.policy import catalogue

# What rests on a record that is looked at on the spot comes to every ending in test_endings.py.
OTHERS = [
    item.slug
    for item in catalogue.items()
    if not any(each.site_checks for each in item.procedures) and not catalogue.ungranted(item)
]


GRANTED = {"approved", "closed"}


@pytest.mark.parametrize("slug", OTHERS)
def test_every_item_comes_to_two_endings_at_least(tmp_path: Path, slug: str) -> None:
    """What people come for is granted to one and refused to another; what serves it ends well in a case at least."""
    call_command("walkthrough", "--item", slug, "--out", str(tmp_path))
    told = json.loads((tmp_path / "journey.json").read_text("utf-8"))
    item = catalogue.item(slug)
    ends = {each.slug: {case["state"] for case in told if case["procedure"] == each.slug} for each in item.procedures}
    assert ends[item.principal.slug] & GRANTED
    assert "refused" in ends[item.principal.slug]
    assert [each for each, states in ends.items() if not states & GRANTED] == []
    assert {paper["file"] for case in told for paper in case["papers"]} == {
        file.name for file in tmp_path.glob("*.pdf")
    }
