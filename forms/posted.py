"""What a browser posts, as the raw values a section reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from forms.fields import Choice, Files, Roster
from forms.questionnaire import Section


def posted_values(section: Section, lists: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Raw values by question. `lists` holds every value posted under a name (Django: dict(request.POST.lists())).

    Files and uploaded rosters are not posted with the page: the draft keeps what the upload gave, and the caller adds it.
    """
    values: dict[str, object] = {}
    for field in section.fields:
        if isinstance(field, Roster) and field.typed:
            values[field.name] = _typed_rows(field, lists)
        elif isinstance(field, Choice) and field.several:
            values[field.name] = list(lists.get(field.name, ()))
        elif not isinstance(field, Files | Roster):
            values[field.name] = (lists.get(field.name) or ("",))[-1]
    return values


def cell_name(roster: str, number: int, column: str) -> str:
    """The name of one cell of a roster typed on the page: teachers-2-name."""
    return f"{roster}-{number}-{column}"


def _typed_rows(roster: Roster, lists: Mapping[str, Sequence[str]]) -> list[dict[str, object]]:
    """Rows in the order of their numbers, blank ones left out, each under the line it has once these are gone."""
    pattern = re.compile(rf"{re.escape(roster.name)}-(\d{{1,5}})-\w+")
    numbers = sorted({int(found[1]) for name in lists if (found := pattern.fullmatch(name))})
    rows = (_typed_row(roster, number, lists) for number in numbers)
    filled = (row for row in rows if any(cell.strip() for cell in row.values()))
    return [{"line": line, **row} for line, row in enumerate(filled, start=1)]


def _typed_row(roster: Roster, number: int, lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    named = ((column.name, cell_name(roster.name, number, column.name)) for column in roster.columns)
    return {name: (lists.get(posted) or ("",))[-1] for name, posted in named}
