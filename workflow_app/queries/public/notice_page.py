"""Public notices: which there are, and what one shows. Never a whole name beyond what the notice itself shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils.timezone import localtime

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.models import Notice, NoticeLine, PaperState, UnitName
from workflow_app.models.unit import in_force
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound
from workflow_app.policy.standing import Standing
from workflow_app.queries.papers.notice import shown_line, standing_lines

PAGE = 30
LINES = 100  # of a notice, on a page
OPEN_SHOWN = 200


@dataclass(frozen=True)
class Noticed:
    """A notice as one row of the list."""

    pk: int
    title: str
    unit: str
    since: date
    until: date
    count: int
    total: Any
    standing: str


@dataclass(frozen=True)
class Page:
    """Some lines of a notice: `before` and `following` are where the pages beside it begin, 0 where there is none;
    `found` is how many lines the search has, None without a search."""

    lines: tuple[dict[str, Any], ...]
    before: int
    following: int
    found: int | None


def notices(on: date, before: int | None = None) -> tuple[list[Noticed], list[Noticed], int | None]:
    """(open ones, ended ones, where the next page of ended ones begins), the latest first."""
    found = _summed().order_by("-id")
    current = Q(state=Notice.State.OPEN, ends_on__gte=on)
    running = [] if before else list(found.filter(current)[:OPEN_SHOWN])
    ended = list((found.filter(pk__lt=before) if before else found).exclude(current)[: PAGE + 1])
    names = _names({row.unit_id for row in (*running, *ended)}, on)
    rows = [[_row(row, names, on) for row in some] for some in (running, ended[:PAGE])]
    return rows[0], rows[1], ended[PAGE - 1].pk if len(ended) > PAGE else None


def _row(row: Any, names: dict[int, str], on: date) -> Noticed:
    title = f"{catalogue.item(row.item).title_on(on)}{row}公示"
    return Noticed(
        row.pk, title, names.get(row.unit_id, ""), row.opened_on, row.ends_on, row.count, row.total or 0, row.standing
    )


def _summed() -> QuerySet[Any]:
    """Notices with how many lines stand on them, their sum, and the standing of its weakest figure."""
    shown = ~Q(lines__state=NoticeLine.State.VOID)
    return Notice.objects.annotate(
        count=Count("lines", filter=shown),
        total=Sum("lines__amount", filter=shown),
        standing=Max("lines__standing", filter=shown),  # enacted < modelled < sample
    )


def notice_page(notice_id: int, at: datetime, calendar: WorkingCalendar) -> dict[str, Any]:
    """One notice without its lines; NotFound when there is none."""
    today = localtime(at).date()
    notice = _summed().select_related("unit").filter(pk=notice_id).first()
    if notice is None:
        raise NotFound("没有这份公示，请核对网址，或到公示列表里找。")
    return {
        "notice": notice,
        "title": f"{catalogue.item(notice.item).title_on(today)}{notice}公示",
        "unit": _names({notice.unit_id}, today).get(notice.unit_id, ""),
        "standing": Standing(notice.standing) if notice.standing else Standing.ENACTED,
        "open": is_open(notice, today),
        "left": calendar.between(today, notice.ends_on),
        "paper": notice.papers.defer("data").filter(kind="public_notice", state=PaperState.STORED).first(),
    }


def page_of(notice: Notice, start: int, wanted: str) -> Page:
    """A page of its lines from an ordinal on; `wanted` is a name, a township or the last four of a number."""
    rows, found = standing_lines(notice), None
    if wanted:
        rows = rows.filter(shown__icontains=wanted)
        found = rows.count()
    some = list(rows.filter(ordinal__gte=start)[: LINES + 1])
    before = max(start - LINES, 1) if start > 1 and not wanted else 0
    return Page(tuple(map(shown_line, some[:LINES])), before, some[LINES].ordinal if len(some) > LINES else 0, found)


def is_open(notice: Notice, on: date) -> bool:
    """Whether an objection can still be made."""
    return notice.state == Notice.State.OPEN and on <= notice.ends_on


def _names(units: set[int], on: date) -> dict[int, str]:
    return {row.unit_id: row.name for row in UnitName.objects.filter(in_force(on), unit__in=units).order_by("since")}
