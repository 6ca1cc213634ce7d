"""表格: plans, requests and receipts out as workbook or CSV, and read back row by row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.treasury.tables.outcome import DONE, REFUSED, SAME, UNMATCHED, UNREAD, Outcome, TableNotTaken
from workflow_app.commands.treasury.tables.take_table import take_table
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.queries.finance.tables import rows_out, tables_of
from workflow_app.queries.workplace import Workplace
from workflow_app.tables.profile import as_csv
from workflow_app.tables.profile_file import table_profile
from workflow_app.web.download import bytes_answer
from workflow_app.web.finance.returns import uploaded
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers
from workflow_app.web.workbook import workbook

LABELS = {DONE: "已处理", SAME: "没有变化", UNMATCHED: "没有对上", REFUSED: "要改正"}
NOT_WRITTEN = {DONE: "可以处理", SAME: "没有变化", UNMATCHED: "没有对上", REFUSED: "要改正"}
OF_THE_FILE = {UNREAD: "没有读取"}  # of no row, so counted among none
UNWRITTEN = "本行没有问题，整份改正以后一起写入。"
ORDER = (UNREAD, REFUSED, UNMATCHED, DONE, SAME)
MOST_LISTED = 500
LOOKS = {UNREAD: "wait", DONE: "good", SAME: "good", UNMATCHED: "wait", REFUSED: "stop"}


def tables_place(request: SignedIn) -> Workplace:
    """Where somebody sits whose tables there are; NotFound for anybody else."""
    place = place_of(request)
    if not tables_of(place):
        raise NotFound("没有这个页面，或者您的岗位没有要导入导出的表格。")
    return place


@require_safe
@for_officers
def tables(request: SignedIn) -> HttpResponse:
    """Every table of this person."""
    return _page(request)


@require_safe
@for_officers
def table_out(request: SignedIn, name: str, ending: str) -> HttpResponse:
    """The rows of a year as a workbook or CSV."""
    place, year = tables_place(request), _year(request)
    rows = rows_out(name, place, year)
    profile = table_profile(name)
    title = f"{profile.title}{year}年"
    if ending == "csv":
        return bytes_answer(as_csv(profile, rows), "csv", f"{title}.csv")
    told = [["" if value is None else value for value in row] for row in rows]
    return bytes_answer(workbook(profile.title, profile.headings, told), "xlsx", f"{title}.xlsx")


@require_POST
@for_officers
def table_in(request: SignedIn, name: str) -> HttpResponse:
    """Read one back; its page tells of every row."""
    tables_place(request)
    back_to(request, lambda refusal: _page(request, refusal, name))
    data, at = uploaded(request, "table", "请选择要导入的表格（.xlsx 或者 .csv）。"), now()
    file = str(getattr(request.FILES["table"], "name", ""))

    def do() -> dict[str, Any]:
        return _shown(take_table(name, data, file, by=request.user, at=at))

    done = act_once(request, f"take_{name}", [name, hashlib.sha256(data).hexdigest()], do, at=at)
    return _page(request, None, name, done)


def _shown(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """How many rows came to what, and those that are listed: in the order of the file, before the others those that ask for something."""
    pressing = sorted(outcomes, key=lambda each: (ORDER.index(each.what), each.line))[:MOST_LISTED]
    listed = sorted(pressing, key=lambda each: each.line) if len(outcomes) <= MOST_LISTED else pressing
    counts = Counter(each.what for each in outcomes)
    return {"rows": [each.to_json() for each in listed], "counts": dict(counts)}


def _page(
    request: SignedIn, refusal: Refusal | None = None, name: str = "", taken: dict[str, Any] | None = None
) -> HttpResponse:
    place = tables_place(request)
    labels = LABELS
    if isinstance(refusal, TableNotTaken):
        taken, labels = _shown(refusal.outcomes), NOT_WRITTEN
        for row in taken["rows"]:
            row |= {"words": UNWRITTEN} if row["what"] == DONE else {}
    rows, counts = (taken["rows"], taken["counts"]) if taken else ([], {})
    told = {
        "profiles": [table_profile(each) for each in tables_of(place)],
        "year": (year := _year(request)),
        "years": (year - 1, year + 1),
        "taken": table_profile(name) if rows and name else None,
        "rows": [row | {"label": (labels | OF_THE_FILE)[row["what"]], "look": LOOKS[row["what"]]} for row in rows],
        "counts": [(label, counts[what]) for what, label in labels.items() if counts.get(what)],
        "more": sum(counts.values()) - len(rows),
        "written": refusal is None,
        "refusal": refusal,
    }
    return show(request, "finance/tables.html", "finance_tables", told)


def _year(request: HttpRequest) -> int:
    return number_in(request.GET.get("year", ""), 4) or now().year
