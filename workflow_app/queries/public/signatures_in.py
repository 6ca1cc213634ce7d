"""A program of its own: standard input is a stranger's file, standard output what signatures it carries, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from documents.signature import signatures
from forms.confined import confine


def look(data: bytes) -> bytes:
    """[{fingerprint, subject, made, intact, whole}]."""
    return json.dumps([asdict(each) for each in signatures(data)]).encode()


if __name__ == "__main__":
    confine(look)
