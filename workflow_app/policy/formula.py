"""Arithmetic written as text, so that a sum can be checked years later without the code that made it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from workflow_app.policy.money import FEN_PER_YUAN
from workflow_app.policy.refusals import NotUnderstood

LONGEST = 500
FIGURE = re.compile(r"[0-9]+(\.[0-9]+)?")
PERCENT = re.compile(r"(?<![\w.])([0-9]+(?:\.[0-9]+)?)[%％]")
SIGNS = str.maketrans({"×": "*", "÷": "/", "（": "(", "）": ")", "，": ",", "－": "-", "−": "-", "＋": "+"})

_BINARY: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
_FUNCTIONS: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {"min": min, "max": max}


SPOKEN = {"min(": "取较小值(", "max(": "取较大值(", "down(": "舍去分以下(", ", ": "；"}


def in_words(formula: str) -> str:
    """Arithmetic as a person reads it on screen and paper: what a function does is said, figures stay as they are."""
    for written, said in SPOKEN.items():
        formula = formula.replace(written, said)
    return formula


def recompute(formula: str) -> int:
    """Fen of a formula in yuan (`800.00 × 1`), half-up to the fen, once and at the end.

    Knows + - × ÷ * / parentheses, percentages (`3.95%`), min, max, and down() for a part whose fractions of a fen are
    dropped. Works in exact fractions, so 0.01 ÷ 3 × 1.5 is half a fen and not a little less. Raises NotUnderstood for
    anything else.
    """
    text = formula.translate(SIGNS).strip()
    if not text or len(text) > LONGEST:
        raise NotUnderstood(f"算式“{formula[:40]}”为空或者超过 {LONGEST} 个字符，请改写成较短的算式。")
    text = PERCENT.sub(r"(\1/100)", text)
    try:
        yuan = _value(ast.parse(text, mode="eval").body, text)
    except (SyntaxError, RecursionError, MemoryError):
        raise NotUnderstood(f"算式“{formula}”写法不完整，请检查括号和运算符号。") from None
    except ZeroDivisionError:
        raise NotUnderstood(f"算式“{formula}”中除数为零，请核对数值。") from None
    return _half_up(yuan * FEN_PER_YUAN)


def _value(node: ast.expr, text: str) -> Fraction:
    match node:
        case ast.Constant():
            return _figure(ast.get_source_segment(text, node) or "")
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _BINARY[type(op)](_value(left, text), _value(right, text))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, text)
        case ast.Call(func=ast.Name(id="down"), args=[arg], keywords=[]):
            return _down(_value(arg, text))
        case ast.Call(func=ast.Name(id=name), args=[_, *_] as args, keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name]([_value(arg, text) for arg in args])
        case _:
            piece = ast.get_source_segment(text, node)
            raise NotUnderstood(f"算式“{text}”中的“{piece}”不能计算，只能用数字、加减乘除、括号、min、max 和 down。")


def _figure(written: str) -> Fraction:
    if not FIGURE.fullmatch(written):
        raise NotUnderstood(f"算式中的“{written}”不是普通十进制数，请写成 800.00 这样的数字。")
    return Fraction(Decimal(written))


def _down(yuan: Fraction) -> Fraction:
    """Towards nothing, to the fen."""
    return Fraction(int(yuan * FEN_PER_YUAN), FEN_PER_YUAN)


def _half_up(fen: Fraction) -> int:
    """Half away from zero, as money is rounded; Python's own round() would go to the even neighbour."""
    whole = int(abs(fen) + Fraction(1, 2))
    return whole if fen >= 0 else -whole
