"""Change an office's words when a sample of every paper they stand on still keeps its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from documents.check import deviations
from documents.gb9704 import OFF, RIGHT
from documents.layout import end
from documents.layout import words as words_of
from documents.placed import lines, pages
from documents.troubles import NotPrintable
from workflow_app.commands.set_office_words import may_set
from workflow_app.jobs.press import the_press
from workflow_app.models import Account, Unit
from workflow_app.policy.office_words import OWN_WORDS
from workflow_app.policy.refusals import CannotPrint
from workflow_app.queries.papers.sheet_kinds import Sheet, sheets_with
from workflow_app.queries.papers.sheet_samples import head, sample

FAMILY = "case_paper"


def tried_words(unit_id: int, name: str, typed: str, *, by: Account, at: datetime) -> str:
    """The words as they would be kept; refusals as of `set_office_words`, and CannotPrint naming the paper, its page and what is off there."""
    words, today = may_set(unit_id, name, typed, by=by, at=at), localtime(at).date()
    unit = Unit.objects.get(pk=unit_id)
    for trouble in faults(unit, name, words, today):
        raise CannotPrint(trouble)
    return words


def faults(unit: Unit, name: str, words: str, on: date) -> Iterator[str]:
    """A sentence for each thing the words would push off the page of a paper that is in order without them."""
    as_it_is = getattr(unit, name)
    for sheet in sheets_with(unit, OWN_WORDS[name].reads):
        after = _tried(unit, sheet, on, name, words)
        if isinstance(after, str):
            yield f"{OWN_WORDS[name].label}没有改：“{sheet.title}”会印不出来：{after}"
            continue
        before = _tried(unit, sheet, on, name, as_it_is) if after else frozenset()
        for page, said in sorted(after - (before if isinstance(before, frozenset) else frozenset())):
            yield f"{OWN_WORDS[name].label}没有改：“{sheet.title}”第{page}页会不合版式：{said}请写短一些或者分开写。"


def sample_pdf(unit: Unit, sheet: Sheet, on: date) -> bytes:
    """样张: a draft with its watermark, no seal, nobody's name. Raises CannotPrint where this machine cannot print."""
    try:
        return the_press().render(sheet.sheet, _marked(sample(unit, sheet.kind, on), unit), draft=True).pdf
    except NotPrintable as trouble:
        raise CannotPrint(f"样张没有印出来：{trouble}") from trouble


def _tried(unit: Unit, sheet: Sheet, on: date, name: str, words: str) -> frozenset[tuple[int, str]] | str:
    """What is off on a draft with these words, or why there is none."""
    setattr(unit, name, words)
    try:
        pdf = the_press().render(sheet.sheet, _marked(head(unit, on), unit), draft=True).pdf
    except NotPrintable as trouble:
        return str(trouble)
    return frozenset((each.page, each.words) for each in deviations(pdf, FAMILY)) | frozenset(_beyond(pdf))


def _beyond(pdf: bytes) -> Iterator[tuple[int, str]]:
    """Notes and tables are set smaller than the text, which is all the check of a family looks at; here every line counts."""
    for number, page in enumerate(pages(pdf), 1):
        for line in lines(page):
            if end(line) > RIGHT + OFF:
                yield number, f"“{words_of(line)}”到{end(line):.1f}毫米，超出版心28至184毫米。"


def _marked(data: dict[str, Any], unit: Unit) -> dict[str, Any]:
    told = data.get("marks", [])
    return data | {"marks": [*told, unit.remark] if unit.remark and unit.remark not in told else told}
