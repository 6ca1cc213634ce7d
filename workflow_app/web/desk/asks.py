"""The questions of a small form at the desk: what they are, what was said, and what was kept after a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise

from workflow_app.policy.refusals import NotUnderstood

LONGEST = 1000
Text = str | Promise
Said = dict[str, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a form: `kind` is words, line, days, day (from today), past (until today), choice, select or tick."""

    name: str
    label: Text
    kind: str = "words"
    hint: Text = ""
    choices: tuple[tuple[str, Text], ...] = ()
    optional: bool = False
    longest: int = LONGEST


def read(request: HttpRequest, asks: Sequence[Ask]) -> Said:
    """What was posted, by name. NotUnderstood for words longer than a row keeps."""
    said = {each.name: request.POST.get(each.name, "").strip() for each in asks}
    if long := next((each for each in asks if len(said[each.name].replace("\r\n", "\n")) > each.longest), None):
        raise NotUnderstood(f"“{long.label}”最长{long.longest}个字符，请写短一些再提交。没有办理。")
    return said


def kept(request: HttpRequest, asks: Sequence[Ask]) -> list[tuple[Ask, str]]:
    """Each question with what was typed into it before a refusal."""
    return [(each, request.POST.get(each.name, "")) for each in asks]


def a_day(said: Said, name: str) -> date:
    """The day typed; NotUnderstood for none."""
    try:
        return date.fromisoformat(said.get(name, ""))
    except ValueError:
        raise NotUnderstood("日期读不懂，请按“2026-03-16”的样子填写。") from None
