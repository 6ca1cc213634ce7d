"""Which files of a draft's answers its owner really handed in: knowing a file's digest does not make it one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q

from forms.answers import Answers
from workflow_app.models import Draft, StoredFile


def not_handed_in(draft: Draft, answers: Answers) -> list[str]:
    """Names of files that were not uploaded into this draft (or, for a correction, filed with its case)."""
    named = named_in(answers)
    own = Q(draft=draft) | Q(case=draft.correcting_id) if draft.correcting_id else Q(draft=draft)
    there = set(StoredFile.objects.filter(own, sha256__in=named).values_list("sha256", flat=True))
    return [name for digest, name in named.items() if digest not in there]


def named_in(answers: Answers) -> dict[str, str]:
    """{digest: name} of every file the answers name."""
    return {file["sha256"]: file["name"] for file in _files(answers.to_json())}


def _files(given: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for value in given.values():
        if isinstance(value, list):
            yield from (each for each in value if isinstance(each, Mapping) and "sha256" in each)
