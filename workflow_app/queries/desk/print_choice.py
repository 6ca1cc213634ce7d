"""Which papers of an office are meant by what a person chose: a kind, days, a payment batch, what waits to be served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import get_current_timezone

from workflow_app.clock.spoken import spoken
from workflow_app.models import Claim, Filing, IssuedDocument, PaperState, PaymentBatch, Service
from workflow_app.models.serving import LIVE
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.paper_file import issued_by
from workflow_app.queries.papers.signed_by_hand import WAY
from workflow_app.queries.scope import cases_of_desks
from workflow_app.queries.workplace import ISSUERS, Workplace

MOST = 5000  # papers of a run
NEWEST_BATCHES = 50  # offered to choose from
AT_ONCE = 500
ONLINE, LETTER = "electronic", "post"  # what a filing answers to how its papers are to be served
Row = tuple[int, str, int | None]  # paper, its state, its case: None for a notice, a request


class Waiting(StrEnum):
    """What of a paper's service is asked for."""

    ANY = ""
    UNSERVED = "unserved"
    BY_POST = "post"

    @property
    def label(self) -> str:
        return {"": "不限", "unserved": "待送达的", "post": "待邮寄的"}[self]


@dataclass(frozen=True, slots=True)
class Choice:
    """`unit` a key; '' and None leave open. Days are those of issue in Shanghai, both included."""

    unit: int
    title: str = ""
    since: date | None = None
    until: date | None = None
    batch: int | None = None
    waiting: Waiting = Waiting.ANY


@dataclass(frozen=True, slots=True)
class Found:
    """The chosen papers by key in the order of issue, those that are void apart; how many of the first are not printed yet."""

    papers: tuple[int, ...]
    void: tuple[int, ...]
    unprinted: int


def found(choice: Choice, place: Workplace) -> Found:
    """Raises NotUnderstood for days the wrong way round, for nothing found, and for more than MOST: how a case is served stands
    sealed in its filing, and no more of them are opened for a page."""
    if choice.since and choice.until and choice.since > choice.until:
        raise NotUnderstood("起始日期在截止日期之后，请对调或者重新填写。")
    matching = _matching(choice, place).order_by("pk").values_list("pk", "state", "case")
    rows: list[Row] = list(matching[: MOST + 1])
    if len(rows) > MOST:
        which = "没有送达的" if choice.waiting else "符合条件的"
        raise NotUnderstood(f"{which}文书超过{MOST}份，一次最多{MOST}份：请缩短日期范围，或者分种类、分批次打印。")
    if choice.waiting:
        rows = _to_be_served(rows, choice.waiting)
    good = [(key, state) for key, state, _ in rows if state != PaperState.VOID]
    if not good:
        raise NotUnderstood(_nothing(len(rows)))
    unprinted = sum(state != PaperState.STORED for _, state in good)
    void = tuple(key for key, state, _ in rows if state == PaperState.VOID)
    return Found(tuple(key for key, _ in good), void, unprinted)


def _nothing(void: int) -> str:
    if void:
        return f"符合条件的{void}份文书都已作废，没有可以打印的。"
    return "没有符合条件的文书，请改一改种类、日期或者批次。"


def _matching(choice: Choice, place: Workplace) -> QuerySet[IssuedDocument]:
    """None at an office where this person does not issue or serve papers."""
    if choice.unit not in place.units(*ISSUERS):
        return IssuedDocument.objects.none()
    open_to_them = Q(case__in=cases_of_desks(place.desks)) | issued_by([choice.unit])
    papers = IssuedDocument.objects.filter(open_to_them, unit=choice.unit)
    if choice.title:
        papers = papers.filter(title=choice.title)
    if choice.since:
        papers = papers.filter(issued_at__gte=_midnight(choice.since))
    if choice.until:
        papers = papers.filter(issued_at__lt=_midnight(choice.until + timedelta(days=1)))
    if choice.batch is not None:
        papers = papers.filter(_of_batch(choice.batch))
    if choice.waiting:
        live = Service.objects.filter(paper=OuterRef("pk"), state__in=LIVE)
        served_at_all = Q(internal=False, case__isnull=False)
        papers = papers.filter(~Exists(live), served_at_all).exclude(state=PaperState.VOID)
    return papers


def _of_batch(batch: int) -> Q:
    """The papers of its request, its notice and its cases."""
    request = PaymentBatch.objects.filter(pk=batch)
    cases = Claim.objects.filter(payment_lines__batch=batch).values("case")
    return (
        Q(funds_request__in=request.values("request"))
        | Q(notice__in=request.values("request__notice"))
        | Q(case__in=cases)
    )


def _to_be_served(rows: Sequence[Row], waiting: Waiting) -> list[Row]:
    """Of papers nobody served: those that go by letter, or all an officer has to serve. One that is not printed yet and goes out
    online serves itself."""
    letters = waiting == Waiting.BY_POST
    asked = {case for _, state, case in rows if case and (letters or state != PaperState.STORED)}
    ways = dict(_ways(sorted(asked)))
    if letters:
        return [row for row in rows if ways.get(row[2]) == LETTER]
    return [row for row in rows if row[1] == PaperState.STORED or ways.get(row[2]) != ONLINE]


def _ways(cases: Sequence[int]) -> Iterator[tuple[int | None, str | None]]:
    """Of each case, how its newest filing asks to be served."""
    newer = Filing.objects.filter(case=OuterRef("case"), ordinal__gt=OuterRef("ordinal"))
    newest = Filing.objects.filter(~Exists(newer))
    for start in range(0, len(cases), AT_ONCE):
        for case, answers in newest.filter(case__in=cases[start : start + AT_ONCE]).values_list("case", "answers"):
            yield case, answers.get(WAY)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), get_current_timezone())


def in_words(choice: Choice) -> str:
    """The choice as a person reads it: codes and days, nobody's name."""
    number = PaymentBatch.objects.filter(pk=choice.batch or 0).values_list("number", flat=True).first()
    parts = [
        choice.title or "全部种类",
        _days(choice.since, choice.until),
        f"支付批次{number}" if number else "",
        choice.waiting.label if choice.waiting else "",
    ]
    return "，".join(filter(None, parts))


def _days(since: date | None, until: date | None) -> str:
    if since and until:
        return f"{spoken(since)}出具" if since == until else f"{spoken(since)}至{spoken(until)}出具"
    if since:
        return f"{spoken(since)}以后出具"
    return f"{spoken(until)}以前出具" if until else ""


def titles_of(units: list[int]) -> list[tuple[str, int]]:
    """(title, how many) of what these offices issued, voided ones left out."""
    issued = IssuedDocument.objects.filter(unit__in=units).exclude(state=PaperState.VOID).order_by()
    return list(issued.values_list("title").annotate(issued=Count("pk")).order_by("title"))


def batches_of(units: list[int]) -> list[PaymentBatch]:
    """Batches that paid what these offices asked for, the newest first."""
    batches = PaymentBatch.objects.filter(request__unit__in=units).exclude(state="discarded")
    return list(batches.order_by("-pk")[:NEWEST_BATCHES])
