"""YAML as a lawyer means it: nothing guessed, nothing twice, every mistake named with its line."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from workflow_app.policy.refusals import NotUnderstood

Tree = str | list["Tree"] | dict[str, "Tree"]
Lines = dict[tuple[str, ...], int]

STRING_TAG = "tag:yaml.org,2002:str"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_tree(text: str, name: str) -> tuple[Tree, Lines]:
    """The document as strings, lists and dicts, and the line of each path.

    Plain YAML keeps the last of two equal keys and turns 0.10 into a binary fraction; both are refused here with
    NotUnderstood, as are anchors and tags. `name` is how the messages call the file.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行" if mark else "某处"
        raise NotUnderstood(f"{name} {line}不是完整的 YAML，请检查缩进、冒号和引号。") from None
    if node is None:
        raise NotUnderstood(f"{name} 是空文件，请写入 item 和 parameters 两节。")
    lines: Lines = {}
    return _Reader(name, lines).tree(node, ()), lines


class _Reader:
    def __init__(self, name: str, lines: Lines) -> None:
        self.name = name
        self.lines = lines
        self.seen: set[int] = set()

    def tree(self, node: yaml.Node, path: tuple[str, ...]) -> Tree:
        """The node as plain values; an alias shows as a node met twice."""
        self.lines[path] = node.start_mark.line + 1
        if id(node) in self.seen:
            raise self.mistake(node, path, "引用了别处的内容（*），请把内容完整写出来")
        self.seen.add(id(node))
        reader: dict[type, Callable[..., Tree]] = {
            yaml.MappingNode: self.mapping,
            yaml.SequenceNode: self.sequence,
            yaml.ScalarNode: self.scalar,
        }
        return reader[type(node)](node, path)

    def mapping(self, node: yaml.MappingNode, path: tuple[str, ...]) -> Tree:
        result: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = self.key(key_node, path)
            if key in result:
                raise self.mistake(key_node, (*path, key), "写了两次，请只保留一处")
            result[key] = self.tree(value_node, (*path, key))
        return result

    def sequence(self, node: yaml.SequenceNode, path: tuple[str, ...]) -> Tree:
        return [self.tree(child, (*path, str(index))) for index, child in enumerate(node.value, start=1)]

    def key(self, node: yaml.Node, path: tuple[str, ...]) -> str:
        """A key is a word or a date; a bare number as a key would be read as a number elsewhere."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.mistake(node, path, "有一个键不是文字，请改成文字")
        if node.tag != STRING_TAG and not DATE.fullmatch(node.value):
            raise self.mistake(node, (*path, node.value), f'这个键没有加引号，请写成 "{node.value}"')
        return str(node.value)

    def scalar(self, node: yaml.ScalarNode, path: tuple[str, ...]) -> Tree:
        if node.tag != STRING_TAG and not DATE.fullmatch(node.value):
            raise self.mistake(node, path, f'的值 {node.value or "（空）"} 没有加引号，请写成 "{node.value}"')
        return str(node.value)

    def mistake(self, node: yaml.Node, path: tuple[str, ...], what: str) -> NotUnderstood:
        where = " → ".join(path) or "开头"
        return NotUnderstood(f"{self.name} 第 {node.start_mark.line + 1} 行“{where}”{what}。")
