"""The screen of limits: everybody of finance reads it, who leads the bureau sets them; a batch above one says so before the act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests import cast
from tests.cast import who
from tests.markup import faults
from tests.situations import DRAFTED, batch_drafted, case_submitted, payment_approved
from tests.web.conftest import Browser, token
from workflow_app.commands.set_limit import set_limit
from workflow_app.models import Desk, Holding, PaymentBatch, PaymentLimit
from workflow_app.policy.spending import Limit

Clock = Callable[[datetime], None]
TEN = 1_000_000  # fen


@pytest.fixture
def batch(clock_at: Clock, city: None) -> PaymentBatch:
    """A batch of ten thousand yuan, a limit of half of it."""
    clock_at(DRAFTED)
    return batch_drafted(case_submitted())


def limited(username: str, role: str, fen: int) -> None:
    desk = Desk.objects.get(role=role, unit__kind="finance", unit__region="410523")
    set_limit(desk, who(username), Limit(fen, fen), by=who(cast.FINANCE_HEAD), at=DRAFTED)


def test_everybody_of_finance_reads_the_limits_marked_as_samples(browser: Browser, batch: PaymentBatch) -> None:
    for username in (cast.BATCH_DRAFT, cast.BATCH_RELEASE, cast.FUNDS_CHECK, cast.FINANCE_HEAD):
        text = browser(username).get("/finance/limits/").text
        assert faults(text) == []
        assert text.count("5,000,000.00") == 2
        assert "10,000.00" in text  # drafted today
        assert "示例" in text
        assert ("/finance/limits/set/" in text) is (username == cast.FINANCE_HEAD)
    assert who(cast.BATCH_RELEASE).name not in browser(cast.RELEASE_ELSEWHERE).get("/finance/limits/").text
    assert browser(cast.AGENT).get("/finance/limits/").status_code == 403


def test_the_head_sets_one(browser: Browser, batch: PaymentBatch) -> None:
    sits = Holding.objects.get(account=who(cast.BATCH_RELEASE))
    body = {"holding": sits.pk, "per_batch": "10,000", "per_day": "20000.50", "form_token": token()}
    head = browser(cast.FINANCE_HEAD)
    assert [head.post("/finance/limits/set/", body).status_code for _ in range(2)] == [302, 302]
    row = PaymentLimit.objects.filter(account=who(cast.BATCH_RELEASE)).latest("pk")
    assert (str(row.per_batch), str(row.per_day), row.by) == ("10000.00", "20000.50", who(cast.FINANCE_HEAD))
    assert PaymentLimit.objects.filter(account=who(cast.BATCH_RELEASE)).count() == 2
    for typed in ("x", "20000.505"):
        wrong = head.post("/finance/limits/set/", body | {"per_day": typed, "form_token": token()})
        assert (wrong.status_code, "限额读不懂" in wrong.text) == (422, True)
    assert browser(cast.BATCH_RELEASE).post("/finance/limits/set/", body | {"form_token": token()}).status_code == 403
    assert (
        browser(cast.RELEASE_ELSEWHERE).post("/finance/limits/set/", body | {"form_token": token()}).status_code == 404
    )


def test_a_batch_above_the_limit_says_so_instead_of_offering_the_release(browser: Browser, batch: PaymentBatch) -> None:
    where, desk = f"/finance/batches/{batch.pk}/", browser(cast.BATCH_RELEASE)
    assert f"{where}release/" in desk.get(where).text
    limited(cast.BATCH_RELEASE, "batch_release", TEN - 1)
    text = desk.get(where).text
    assert "超过您每批放款限额9,999.99元" in text
    assert f"{where}release/" not in text
    answer = desk.post(f"{where}release/", {"form_token": token(), "typed": "10000.00"})
    assert answer.status_code == 403
    assert "本岗位没有限额足够的同事" in answer.text


def test_a_request_above_the_limit_says_so_instead_of_offering_the_draft(
    browser: Browser, clock_at: Clock, city: None
) -> None:
    clock_at(DRAFTED)
    asked = payment_approved(case_submitted())
    limited(cast.BATCH_DRAFT, "batch_draft", TEN - 1)
    text = browser(cast.BATCH_DRAFT).get(f"/finance/requests/{asked.pk}/").text
    assert "超过您每批编制限额9,999.99元" in text
    assert "编制批次：10 笔" not in text


def test_the_limits_cost_a_batch_before_its_release_five_statements(
    browser: Browser, batch: PaymentBatch, django_assert_max_num_queries: Any
) -> None:
    desk = browser(cast.BATCH_RELEASE)
    with django_assert_max_num_queries(25):
        assert desk.get(f"/finance/batches/{batch.pk}/").status_code == 200
    with django_assert_max_num_queries(14):
        assert desk.get("/finance/limits/").status_code == 200
