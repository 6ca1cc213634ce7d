"""A value of policy between its quoted text in the file and its words on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from workflow_app.policy.money import fen_of
from workflow_app.policy.parameter import Value
from workflow_app.policy.strict_yaml import Tree
from workflow_app.policy.unit import Unit

FIGURE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
FLAGS = {"true": True, "false": False}
CELL_UNITS = {
    Unit.TABLE_OF_YUAN: Unit.YUAN,
    Unit.TABLE_OF_NUMBERS: Unit.HOURS,  # any figure, whole or not
    Unit.TABLE_OF_WORDS: Unit.WORDS,
}


def read_value(tree: Tree, unit: Unit) -> Value:
    """Decimal, bool, tuple of words or nested mapping by unit; ValueError with the rest of a Chinese sentence."""
    if unit.is_table:
        return _table(tree, CELL_UNITS[unit])
    if unit is Unit.WORDS:
        return _words(tree)
    if not isinstance(tree, str):
        raise ValueError("应当是一个加引号的值，不能是列表或者下级内容")
    if unit is Unit.FLAG:
        return _flag(tree)
    return _number(tree, unit)


def show_value(value: Value, unit: Unit) -> str:
    """The value as a reader sees it, with its unit: `3次`, `800.00元`, `是`, `80%`."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, Mapping):
        return "；".join(_show_cell(key, cell, unit) for key, cell in value.items())
    if unit is Unit.RATIO:
        return f"{(value * 100).normalize():f}%"
    if unit in (Unit.YUAN, Unit.TABLE_OF_YUAN):
        return f"{value:.2f}{unit.suffix}"
    return f"{value.normalize():f}{unit.suffix}"


def _show_cell(key: str, cell: Value, unit: Unit) -> str:
    if isinstance(cell, Mapping):
        return f"{key}（{'、'.join(_show_cell(inner, deeper, unit) for inner, deeper in cell.items())}）"
    return f"{key}：{show_value(cell, unit)}"


def _number(text: str, unit: Unit) -> Decimal:
    if not FIGURE.fullmatch(text):
        raise ValueError(f'写的是“{text}”，应当是加引号的普通数字，例如 "12" 或者 "800.00"')
    number = Decimal(text)
    if unit.is_whole and number != number.to_integral_value():
        raise ValueError(f"写的是“{text}”，这个单位只能是整数，请改成整数")
    if unit is Unit.RATIO and number > 1:
        raise ValueError(f'写的是“{text}”，比例在 0 和 1 之间，80% 请写成 "0.80"')
    if unit is Unit.YUAN:
        try:
            fen_of(number)
        except ValueError:
            raise ValueError(f"写的是“{text}”，金额最多两位小数，请改成整分") from None
    return number


def _flag(text: str) -> bool:
    if text not in FLAGS:
        raise ValueError(f'写的是“{text}”，只能是 "true" 或者 "false"')
    return FLAGS[text]


def _words(tree: Tree) -> tuple[str, ...]:
    words = [tree] if isinstance(tree, str) else tree
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise ValueError('应当是一个或者几个词，请写成 ["甲", "乙"]')
    return tuple(str(word) for word in words)


def _table(tree: Tree, cell: Unit) -> Mapping[str, Value]:
    if not isinstance(tree, dict) or not tree:
        raise ValueError("应当是一张表，请按“行: 值”逐项写出")
    return MappingProxyType(
        {key: _table(body, cell) if isinstance(body, dict) else read_value(body, cell) for key, body in tree.items()}
    )
