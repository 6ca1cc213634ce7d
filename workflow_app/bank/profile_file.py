"""A profile's file read strictly: what is missing, unknown or contradictory is named with its line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from workflow_app.bank.profile import Column, Delimited, Layout, Messages, Profile, Totals
from workflow_app.policy.refusals import NotFound
from workflow_app.policy.strict_reading import StrictReading
from workflow_app.policy.strict_yaml import Tree, read_tree

FOLDER = Path(__file__).with_name("profiles")
DEFAULT = "gb18030_csv"
SEPARATORS = {"comma": ",", "tab": "\t", "bar": "|"}
LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}
ENCODINGS = ("gb18030", "gbk", "utf-8-sig")
HEAD = ("name", "title", "says", "payment", "answer", "most_lines", "results")
OF_CELLS = (*HEAD, "encoding", "separator", "line_end", "extension")
OF_MESSAGES = (*HEAD, "reasons")
SENT = {"ordinal", "payee", "account", "amount"}
ANSWERED = {"ordinal", "account", "amount", "result"}
MEANINGS = {*SENT, *ANSWERED, "batch", "bank", "purpose", "reason", "fixed"}
CELLS = {"word", "batch", "count", "sum", "empty"}


@cache
def profiles() -> Mapping[str, Profile]:
    """Every profile by its name, in the order of the names."""
    found = [read_profile(file.read_text(encoding="utf-8"), file.name) for file in sorted(FOLDER.glob("*.yaml"))]
    return {each.name: each for each in found}


def profile_named(name: str) -> Profile:
    """The profile of that name; NotFound lists those there are."""
    if name not in profiles():
        raise NotFound(f"没有名为“{name}”的银行格式，现有：{'、'.join(profiles())}。")
    return profiles()[name]


def read_profile(text: str, file: str) -> Profile:
    """The profile a file declares. NotUnderstood names the first mistake with file and line."""
    tree, lines = read_tree(text, file)
    reading = Reading(file, lines)
    said = reading.mapping(tree, ())
    if str(said.get("name", "")) != Path(file).stem:
        raise reading.mistake(("name",), f"应与文件名相同，写 {Path(file).stem}")
    return reading.cells(said) if "encoding" in said else reading.messages(said)


class Reading(StrictReading):
    """A bank's format, part by part."""

    def figure(self, said: Mapping[str, Tree], key: str, path: tuple[str, ...] = ()) -> int:
        value = self.words(said, key, path)
        if not (value.isascii() and value.isdigit() and 0 < int(value) < 1_000_000):
            raise self.mistake((*path, key), '应是带引号的正整数，如 "500"')
        return int(value)

    def table(self, said: Mapping[str, Tree], key: str) -> dict[str, str]:
        rows = self.mapping(said.get(key, {}), (key,))
        return {code: self.words(rows, code, (key,)) for code in rows}

    def messages(self, said: dict[str, Tree]) -> Messages:
        self.only(said, OF_MESSAGES)
        return Messages(
            name=self.words(said, "name"),
            title=self.words(said, "title"),
            says=self.words(said, "says"),
            payment=self.words(said, "payment"),
            answer=self.words(said, "answer"),
            most_lines=self.figure(said, "most_lines"),
            results=self.results(said),
            reasons=self.table(said, "reasons"),
        )

    def cells(self, said: dict[str, Tree]) -> Delimited:
        self.only(said, OF_CELLS)
        return Delimited(
            name=self.words(said, "name"),
            title=self.words(said, "title"),
            says=self.words(said, "says"),
            encoding=self.one_of(said, "encoding", ENCODINGS),
            separator=SEPARATORS[self.one_of(said, "separator", tuple(SEPARATORS))],
            line_end=LINE_ENDS[self.one_of(said, "line_end", tuple(LINE_ENDS))],
            extension=self.words(said, "extension"),
            most_lines=self.figure(said, "most_lines"),
            payment=self.layout(said, "payment", SENT),
            answer=self.answer(said),
            results=self.results(said),
        )

    def results(self, said: Mapping[str, Tree]) -> dict[str, str]:
        codes = self.table(said, "results")
        if len({"paid"} & set(codes.values())) != 1 or len(set(codes.values())) < 2:
            raise self.mistake(("results",), "要有一个代码是 paid，也要有退回的代码")
        return codes

    def answer(self, said: Mapping[str, Tree]) -> Layout:
        """Where no titles stand, words in a wrong encoding would pass unseen: such an answer carries codes alone."""
        layout = self.layout(said, "answer", ANSWERED)
        means = {column.means for column in layout.columns}
        if not layout.titles and "reason" in means:
            raise self.mistake(("answer", "columns"), "没有标题行的回盘不能有 reason 列，退回原因请写进 results")
        if "batch" not in means and (layout.totals is None or "batch" not in layout.totals.cells):
            raise self.mistake(("answer",), "没有一处写批次号，认不出别的批次，请加上 batch")
        return layout

    def layout(self, said: Mapping[str, Tree], key: str, needed: set[str]) -> Layout:
        tree = self.mapping(said.get(key, ""), (key,))
        self.only(tree, ("titles", "money", "totals", "columns"), (key,))
        columns = tree.get("columns", [])
        read = tuple(self.column(each, (key, "columns", str(n))) for n, each in enumerate(columns, start=1))
        for missing in sorted(needed - {column.means for column in read}):
            raise self.mistake((key, "columns"), f"没有 {missing} 这一列")
        return Layout(
            columns=read,
            titles=self.one_of(tree, "titles", ("shown", "none"), (key,)) == "shown",
            totals=self.totals(tree["totals"], (key, "totals")) if "totals" in tree else None,
            money=self.one_of(tree, "money", ("yuan", "fen"), (key,)),
        )

    def column(self, tree: Tree, path: tuple[str, ...]) -> Column:
        said = self.mapping(tree, path)
        self.only(said, ("title", "means", "text", "width", "longest"), path)
        means = self.one_of(said, "means", tuple(sorted(MEANINGS)), path)
        return Column(
            means=means,
            title=self.words(said, "title", path),
            text=self.words(said, "text", path) if means == "fixed" else "",
            width=self.figure(said, "width", path) if "width" in said else 0,
            longest=self.figure(said, "longest", path) if "longest" in said else 0,
        )

    def totals(self, tree: Tree, path: tuple[str, ...]) -> Totals:
        said = self.mapping(tree, path)
        self.only(said, ("stand", "word", "cells"), path)
        cells = tuple(str(each) for each in said.get("cells", []))
        if not {"word", "count", "sum"} <= set(cells) <= CELLS:
            raise self.mistake((*path, "cells"), f"要有 word、count、sum，只能写 {'、'.join(sorted(CELLS))}")
        return Totals(self.one_of(said, "stand", ("first", "last"), path), self.words(said, "word", path), cells)
