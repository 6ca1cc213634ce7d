"""The file of a table's profile, read strictly: what is missing or unknown is named with its line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from workflow_app.policy.refusals import NotFound
from workflow_app.policy.strict_reading import StrictReading
from workflow_app.policy.strict_yaml import Tree, read_tree
from workflow_app.tables.profile import KINDS, TableColumn, TableProfile

FOLDER = Path(__file__).with_name("profiles")
HEAD = ("name", "title", "says", "reads", "most_rows", "unique", "columns")
OF_A_COLUMN = ("name", "heading", "kind", "required", "words")
YES_NO = {"yes": True, "no": False}


@cache
def table_profiles() -> Mapping[str, TableProfile]:
    """Every profile by its name, in the order of the names."""
    found = [read_table_profile(file.read_text(encoding="utf-8"), file.name) for file in sorted(FOLDER.glob("*.yaml"))]
    return {each.name: each for each in found}


def table_profile(name: str) -> TableProfile:
    """The profile of that name. Raises NotFound."""
    if name not in table_profiles():
        raise NotFound(f"没有名为“{name}”的表格，现有：{'、'.join(table_profiles())}。")
    return table_profiles()[name]


def read_table_profile(text: str, file: str) -> TableProfile:
    """The profile a file declares. NotUnderstood names the first mistake with file and line."""
    tree, lines = read_tree(text, file)
    return _Reading(file, lines).profile(tree)


class _Reading(StrictReading):
    """A table's profile, part by part."""

    def profile(self, tree: Tree) -> TableProfile:
        said = self.mapping(tree, ())
        self.only(said, HEAD)
        if said.get("name") != Path(self.file).stem:
            raise self.mistake(("name",), f"应与文件名相同，写 {Path(self.file).stem}")
        listed = self.listed(said, "columns")
        columns = tuple(self.column(each, ("columns", str(n))) for n, each in enumerate(listed, start=1))
        unique = tuple(str(each) for each in self.listed(said, "unique"))
        for name in unique:
            if name not in {column.name for column in columns if column.required}:
                raise self.mistake(("unique",), f"写了 {name}，应是一个必填的列")
        return TableProfile(
            name=self.words(said, "name", ()),
            title=self.words(said, "title", ()),
            says=self.words(said, "says", ()),
            columns=columns,
            unique=unique,
            reads=self.yes_no(said, "reads", ()),
            most_rows=self.counted(said, "most_rows"),
        )

    def column(self, tree: Tree, path: tuple[str, ...]) -> TableColumn:
        said = self.mapping(tree, path)
        self.only(said, OF_A_COLUMN, path)
        kind = self.one_of(said, "kind", (*KINDS, "choice", "told"), path)
        words = self.mapping(said.get("words", {}), (*path, "words")) if kind == "choice" else {}
        if (kind == "choice") != bool(said.get("words")):
            raise self.mistake((*path, "words"), "只有 choice 列要写，也必须写")
        return TableColumn(
            name=self.words(said, "name", path),
            heading=self.words(said, "heading", path),
            kind=kind,
            required=kind != "told" and self.yes_no(said, "required", path),
            words={value: str(label) for value, label in words.items()},
        )

    def counted(self, said: Mapping[str, Tree], key: str) -> int:
        value = self.words(said, key, ())
        if not (value.isascii() and value.isdigit() and int(value)):
            raise self.mistake((key,), "应是一个正整数，例如 5000")
        return int(value)

    def listed(self, said: Mapping[str, Tree], key: str) -> list[Tree]:
        value = said.get(key)
        if not isinstance(value, list) or not value:
            raise self.mistake((key,), "应至少写一项")
        return value

    def yes_no(self, said: Mapping[str, Tree], key: str, path: tuple[str, ...]) -> bool:
        value = self.words(said, key, path)
        if value not in YES_NO:
            raise self.mistake((*path, key), '只能写 "yes" 或 "no"')
        return YES_NO[value]
