"""A paper's data and what is expected of it: every entry is compared, or is said to be words of the law and not of the case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Expected = Mapping[str, Any]  # path → the value, or a test of it; a path covers everything below it
# What no row of the case says: the words of the law, the drawing of a seal, whose figures nobody enacted.
OF_THE_HOUSE = re.compile(
    r"^(basis|marks|demonstration|remedies\.reconsideration_url|remedies\.reconsideration_first)(\.|$)"
)


def differences(data: Mapping[str, Any], expected: Expected) -> Iterator[str]:
    """A line for each entry that is not as expected, that nobody compares, or that is expected and not there."""
    for path, wanted in expected.items():
        found = at(data, path)
        if callable(wanted):
            if not wanted(found):
                yield f"{path}: {found!r} does not hold"
        elif found != wanted:
            yield f"{path}: {found!r}, by the rows {wanted!r}"
    for path in leaves(data):
        if not OF_THE_HOUSE.match(path) and not any(
            path == known or path.startswith(f"{known}.") for known in expected
        ):
            yield f"{path}: compared with nothing"


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """The path of every entry that holds no others; an empty list is one."""
    if isinstance(value, dict | list) and value:
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(below, f"{path}.{key}".lstrip("."))
    else:
        yield path


def at(data: Any, path: str) -> Any:
    """What stands there; None where nothing does."""
    for key in path.split("."):
        if isinstance(data, list):
            data = data[int(key)] if int(key) < len(data) else None
        else:
            data = data.get(key) if isinstance(data, dict) else None
    return data


def one_of(*values: Any) -> Callable[[Any], bool]:
    """Any of these."""
    return lambda found: found in values


def says(*parts: str) -> Callable[[Any], bool]:
    """Words, or a list of them, in which all these occur."""
    return lambda found: all(part in ("\n".join(found) if isinstance(found, list) else str(found)) for part in parts)


def sentence(words: str) -> Callable[[Any], bool]:
    """The words a person wrote, with their full stop or without."""
    return lambda found: found is not None and found.rstrip("。") == words.strip().rstrip("。")


def among(known: Any) -> Callable[[Any], bool]:
    """A list of nothing but these, not an empty one."""
    return lambda found: bool(found) and all(each in known for each in found)
