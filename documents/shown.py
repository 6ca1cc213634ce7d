"""What of its data a paper shows: the sheet reads from a copy that remembers, and only what was read goes into the file.

So the data attached to a paper says in figures what the paper says in words, and never more: a paper that is hung out carries
nothing the sheet left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

Tree = dict[str, Any]  # key → what was read below it; the entries of a list share one
NAME = "data.json"
NOT_DATA = ("part", "draft", "turn_page", "seal")  # how it is printed


class Watched(dict[str, Any]):
    """A mapping that notes in `tree` which of its keys are read."""

    def __init__(self, data: Mapping[str, Any], tree: Tree) -> None:
        super().__init__(data)
        self.tree = tree

    def __getitem__(self, key: str) -> Any:
        return _watched(super().__getitem__(key), self.tree.setdefault(key, {}))

    def get(self, key: str, default: Any = None) -> Any:
        """As of a mapping, and noted."""
        try:
            return self[key]
        except KeyError:
            return default

    def items(self) -> Any:
        """Who asks for all reads all."""
        return {key: self[key] for key in self}.items()

    def values(self) -> Any:
        """Who asks for all reads all."""
        return [self[key] for key in self]


def _watched(value: Any, tree: Tree) -> Any:
    if isinstance(value, dict):
        return Watched(value, tree)
    if isinstance(value, list) and any(isinstance(entry, dict | list) for entry in value):
        return [_watched(entry, tree) for entry in value]
    return value


def merged(trees: Iterable[Tree]) -> Tree:
    """What any of several readers read: the parts of a long list are read one by one."""
    whole: Tree = {}
    for tree in trees:
        for key, below in tree.items():
            whole[key] = merged([whole.get(key, {}), below])
    return whole


def attached(sheet: str, data: Mapping[str, Any], tree: Tree) -> bytes:
    """The JSON that goes into the file: of `data` what `tree` says was read; same input, same bytes."""
    rows = merged([tree.get("lines", {}), tree.get("part", {}).get("lines", {})])
    read = {key: below for key, below in tree.items() if key not in NOT_DATA} | ({"lines": rows} if rows else {})
    shown = {"sheet": sheet, "data": _only(data, read)}
    return json.dumps(shown, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _only(value: Any, tree: Tree) -> Any:
    if isinstance(value, Mapping):
        return {key: _only(value[key], below) for key, below in tree.items() if key in value}
    if isinstance(value, list):
        return [_only(entry, tree) for entry in value]
    return value
