"""How many statements the acts of money take: as many for twelve cases as for two."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.cast import who
from tests.situations import (
    DETERMINED,
    DRAFTED,
    FUNDS_CHECKED,
    NOTICE_OVER,
    PAYMENT_APPROVED,
    RELEASED,
    REQUESTED,
    case_at,
    case_submitted,
    endowed,
    on_notice,
)
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.management import acting, acts
from workflow_app.models import Notice

FEW, MANY = 2, 12
ENDING_A_ROUTE = 15  # what a request still does case by case: take it through the end of its route


def counted(act: Callable[[], object]) -> tuple[object, int]:
    """What it answers and how many statements it took; the parts in which SQLite takes one bulk write count once."""
    with CaptureQueriesContext(connection) as captured:
        answer = act()
    heads = [query["sql"].split("VALUES")[0] for query in captured]
    return answer, len([head for head, before in zip(heads, ["", *heads], strict=False) if head != before])


def determined(count: int, since: int) -> Notice:
    """A notice over so many classes of ten, all of them determined."""
    cases = [case_at("notice", case_submitted(since + n)) for n in range(count)]
    notice = on_notice(*cases)
    end_notice(notice.pk, at=NOTICE_OVER)
    for case in cases:
        acting.sign_until(case, "request_funds", at=DETERMINED)
    return notice


def taken(notice: Notice) -> Iterator[tuple[str, int]]:
    """(act, statements) from the request to the release."""
    asked, count = counted(lambda: request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED))
    yield "request", count
    acts.make_papers(asked, REQUESTED)
    _, count = counted(
        lambda: check_funds(asked.pk, "相符。", looked_at=POINTS, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
    )
    yield "check", count
    _, count = counted(lambda: approve_payment(asked.pk, by=who(cast.TREASURY), at=PAYMENT_APPROVED))
    yield "approve", count
    batch, count = counted(lambda: draft_batch(asked.pk, by=who(cast.BATCH_DRAFT), at=DRAFTED))
    yield "draft", count
    _, count = counted(lambda: release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=RELEASED))
    yield "release", count


@pytest.mark.postgresql
def test_more_cases_take_no_more_statements() -> None:
    endowed()
    few, many = dict(taken(determined(FEW, 1))), dict(taken(determined(MANY, 11)))
    ending = many.pop("request") - few.pop("request")
    assert many == few
    assert ending == ENDING_A_ROUTE * (MANY - FEW)
