"""Which words of a paper may be corrected in another that takes its place, and the data of that other.

Slips of the pen alone (`slips.py`): a sum, a day, a number, a name on a list or whether something was granted is decided by acts, what the
party said and what came of a notice stay as they were written down. Days that run from service are told anew (`renewed.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.models import Case, IssuedDocument
from workflow_app.queries.papers.head import of_organ
from workflow_app.queries.papers.renewed import renewed_days
from workflow_app.queries.papers.slips import Judge, a_place, no_slip_in_a_name, no_slip_in_words

# Key of the frozen data → what the form calls it. What is not here cannot be corrected.
WORDS = {
    "recipient": "受送达人",
    "reason": "理由",
    "facts": "查明的事实",
    "papers_received": "收到的材料",
    "defects": "补正内容",
    "findings": "检查情况",
    "words": "文字",
    "basis": "依据",
    "place": "地点",
    "reconsideration_url": "复议网址",
}
JUDGED: dict[str, Judge] = {"recipient": no_slip_in_a_name, "place": a_place, "reconsideration_url": a_place}
# Why somebody who knows the place cannot correct it either.
KEPT = {
    "statement": "陈述申辩意见是申请人的原话，照登记的原样写，不能更正",
    "result": "公示结果由公示和异议产生，不能更正",
}
INSIDE = frozenset({"defects", "notice", "remedies"})  # mappings and lists of mappings that are looked into
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Spot:
    """One text: where it stands (`defects.0.words`), what it is called, what it says."""

    path: str
    label: str
    text: str


def correctable(data: Mapping[str, Any]) -> list[Spot]:
    """Every text of a paper that may be corrected, in the order of its data."""
    return list(_spots(data, "", ""))


def first_of(paper: IssuedDocument) -> IssuedDocument:
    """The paper with which the chain began in which each took the place of the one before: slips are measured against it, not one by one."""
    while (before := getattr(paper, "replaces", None)) is not None:
        paper = before
    return paper


def no_slip(path: str, before: str, after: str) -> str:
    """Why the text at that place may not be put right so; '' where it may."""
    key = next(part for part in reversed(path.split(".")) if not part.isdigit())
    return JUDGED.get(key, no_slip_in_words)(before, after)


def why_not_there(path: str) -> str:
    """Why nothing may be corrected at that place."""
    key = next((part for part in reversed(path.split(".")) if not part.isdigit()), "")
    return KEPT.get(key, "金额、日期、编号、名单和决定的内容由相应的办理动作改正，不在文书上更正")


def _spots(branch: Mapping[str, Any], path: str, label: str) -> Iterator[Spot]:
    for key, value in sorted(branch.items()):
        here, called = f"{path}{key}", "·".join(filter(None, (label, WORDS.get(key, ""))))
        if key in INSIDE:
            for at, inner in _inner(value):
                yield from _spots(inner, f"{here}.{at}" if at else f"{here}.", WORDS.get(key, ""))
        elif key in WORDS:
            yield from _texts(value, here, called)


def _inner(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield "", value
    elif isinstance(value, list):
        yield from ((f"{place}.", each) for place, each in enumerate(value) if isinstance(each, Mapping))


def _texts(value: Any, path: str, label: str) -> Iterator[Spot]:
    if isinstance(value, str) and value:
        yield Spot(path, label, value)
    elif isinstance(value, list):
        yield from (
            Spot(f"{path}.{n}", f"{label}{n + 1}", each) for n, each in enumerate(value) if isinstance(each, str)
        )


def replacing(case: Case, paper: IssuedDocument, words: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """The data of the paper that takes this one's place: the same, the words corrected, days that run from service and the organ as they
    are that day, and a sentence that says which paper it takes the place of."""
    said = {key: value for key, value in paper.data.items() if key not in ("number", "issued_on", "qr_url")}
    for path, text in words.items():
        said = _put(said, path.split("."), text)
    said |= renewed_days(case, paper, at)
    takes = f"本件代替{paper.number}文书（{localtime(paper.issued_at):%Y年%-m月%-d日}出具，已作废）。"
    organ = of_organ(paper.unit, localtime(at).date())
    seal = {"seal": said["seal"]} if "seal" in said else {}  # a special seal stays the one it was
    return said | organ | seal | {"marks": [*said.get("marks", ()), takes]}


def _put(branch: Any, path: list[str], text: str) -> Any:
    """A copy with the text at that place; what was frozen stays as it was."""
    here, *rest = path
    value = _put(branch[int(here)] if isinstance(branch, list) else branch[here], rest, text) if rest else text
    if isinstance(branch, list):
        return [value if n == int(here) else each for n, each in enumerate(branch)]
    return branch | {here: value}
