"""The books as they are handed to the auditor: cursors, the two functions of the keyring, folders, and what is data to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import connection

from workflow_app.auditor.books import Books, Terms
from workflow_app.bank import profile_file, statement
from workflow_app.models.keyring import keyring
from workflow_app.policy import catalogue
from workflow_app.policy.item import Procedure
from workflow_app.policy.strict_yaml import Tree, read_tree


def books() -> Books:
    """The books of this house as they stand now."""
    return Books(
        cursor=connection.chunked_cursor,
        opened=_opened,
        keyed=lambda value, kind: keyring().index(value, kind),
        files=Path(settings.FILES),
        seals=Path(settings.SEALS),
        formats={file.stem: _tree(file) for file in sorted(profile_file.FOLDER.glob("*.yaml"))},
        statement=_tree(statement.FILE),
        terms=Terms(
            without_money=_of(lambda procedure: not procedure.pays),
            without_notice=_of(lambda procedure: bool(procedure.without_notice)),
        ),
    )


def _opened(sealed: bytes, place: str) -> bytes | None:
    try:
        return keyring().open(sealed, place)
    except InvalidTag:
        return None


@cache
def _tree(file: Path) -> dict[str, Tree]:
    """A layout, read once a process: it comes with the program and is never written."""
    tree, _lines = read_tree(file.read_text(encoding="utf-8"), file.name)
    assert isinstance(tree, dict), "a layout is read strictly before anything is written in it"
    return tree


def _of(fits: Callable[[Procedure], bool]) -> frozenset[tuple[str, str]]:
    every = ((item, procedure) for item in catalogue.items() for procedure in item.procedures)
    return frozenset((item.slug, procedure.slug) for item, procedure in every if fits(procedure))
