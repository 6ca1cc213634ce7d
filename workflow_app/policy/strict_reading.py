"""A declaration read strictly, key by key: what is missing, unknown or not one of a few is named with file and line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.strict_yaml import Lines, Tree

Path = tuple[str, ...]  # the keys that lead to a place


class StrictReading:
    """What a file says; the first mistake is raised as NotUnderstood. Each kind of file reads its own parts beside these."""

    def __init__(self, file: str, lines: Lines) -> None:
        self.file, self.lines = file, lines

    def mistake(self, path: Path, what: str) -> NotUnderstood:
        """The sentence, with the line of the nearest key that stands there."""
        known = next(path[:n] for n in range(len(path), -1, -1) if path[:n] in self.lines)
        return NotUnderstood(f"{self.file} 第 {self.lines[known]} 行“{' → '.join(path) or '开头'}”{what}。")

    def mapping(self, tree: Tree, path: Path) -> dict[str, Tree]:
        """`tree` as names with contents."""
        if not isinstance(tree, dict):
            raise self.mistake(path, "应逐行写“名称: 内容”")
        return tree

    def only(self, said: Mapping[str, Tree], keys: Sequence[str], path: Path = ()) -> None:
        """No key but these."""
        for key in said.keys() - set(keys):
            raise self.mistake((*path, key), f"不认识，只能写 {'、'.join(keys)}")

    def words(self, said: Mapping[str, Tree], key: str, path: Path = ()) -> str:
        """A text that is not empty."""
        value = said.get(key, "")
        if not isinstance(value, str) or not value:
            raise self.mistake((*path, key), "没有写，应是一句文字")
        return value

    def one_of(self, said: Mapping[str, Tree], key: str, known: Sequence[str], path: Path = ()) -> str:
        """One of a few words."""
        value = self.words(said, key, path)
        if value not in known:
            raise self.mistake((*path, key), f"写的是 {value}，只能写 {'、'.join(known)}")
        return value
