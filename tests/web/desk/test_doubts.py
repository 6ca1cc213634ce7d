"""What is found before payment: where the deciding unit sees and settles it, and what finance and the applicant see of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import cast
from tests.cast import who
from tests.house.deaths import asked_before_payment, dies
from tests.markup import faults
from tests.situations import DRAFTED, FUNDS_CHECKED, RELEASED, batch_drafted, case_submitted, payment_approved
from tests.web.conftest import Browser, token
from workflow_app.commands.check_before_payment import check_before_payment
from workflow_app.commands.settle_doubt import settle_doubt
from workflow_app.models import Case, Claim, PaymentDoubt
from workflow_app.policy.register import Register
from workflow_app.registers import world

Clock = Callable[[datetime], None]
WHY = "已向家属核实。"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with asked_before_payment(tmp_path / "registers.json", settings, monkeypatch):
        yield tmp_path / "registers.json"


@pytest.fixture
def doubted(file: Path, clock_at: Clock, city: None) -> Case:
    """The second of ten turned out to have died, after finance checked the request."""
    clock_at(DRAFTED)
    case = case_submitted()
    payment_approved(case)
    return died(file, case, FUNDS_CHECKED)


def died(file: Path, case: Case, at: datetime) -> Case:
    dies(file, Claim.objects.get(case=case, ordinal=2))
    check_before_payment(case.pk, at=at)
    return Case.objects.get(pk=case.pk)


def word(outcome: str = "pay", words: str = WHY) -> dict[str, str]:
    key = str(PaymentDoubt.objects.get().pk)
    return {"form_token": token(), "first": key, "doubt": key, "outcome": outcome, "words": words}


def test_the_deciding_unit_finds_it_in_a_list(browser: Browser, doubted: Case) -> None:
    page = browser(cast.HANDLER).get("/desk/doubts/").text
    assert faults(page) == []
    for each in (doubted.number, doubted.applicant.name, "1,000.00", "mark-sample"):
        assert each in page
    assert doubted.number not in browser(cast.HANDLER_ELSEWHERE).get("/desk/doubts/").text


def test_where_nothing_is_doubted_the_list_says_what_it_is_for(browser: Browser, city: None) -> None:
    assert "没有待核实的支付" in browser(cast.SECTION).get("/desk/doubts/").text


def test_the_case_shows_what_was_found_and_takes_a_word_on_it_once(browser: Browser, doubted: Case) -> None:
    desk, where = browser(cast.HANDLER), f"/desk/cases/{doubted.number}/"
    page = desk.get(where).text
    assert faults(page) == []
    for each in ("支付前的疑点", "2026-04-10死亡登记", "示例规则（未颁布）", "依据死亡信息", "停止支付</button>"):
        assert each in page
    body = word()
    assert [desk.post(where + "doubts/", body).status_code for _ in range(2)] == [302, 302]
    page = desk.get(where).text
    assert faults(page) == []
    assert "仍应支付</b>：已向家属核实。" in page
    assert "核实第2行的疑点：仍应支付" in page


@pytest.mark.parametrize(
    ("outcome", "words", "status"), [("", WHY, 422), ("pay", " ", 422)], ids=["no outcome", "no reason"]
)
def test_a_word_that_says_too_little_is_asked_again(
    browser: Browser, doubted: Case, outcome: str, words: str, status: int
) -> None:
    answer = browser(cast.HANDLER).post(f"/desk/cases/{doubted.number}/doubts/", word(outcome, words))
    assert answer.status_code == status
    assert PaymentDoubt.objects.get().outcome == ""
    assert (WHY in answer.text) is (words == WHY)


def test_without_a_line_nothing_is_settled(browser: Browser, doubted: Case) -> None:
    body = {name: value for name, value in word().items() if name != "doubt"}
    answer = browser(cast.HANDLER).post(f"/desk/cases/{doubted.number}/doubts/", body)
    assert (answer.status_code, "请勾选要处理的行" in answer.text, WHY in answer.text) == (422, True, True)


def test_a_doubt_of_another_case_is_not_settled_from_here(browser: Browser, doubted: Case) -> None:
    body = word() | {"doubt": str(PaymentDoubt.objects.get().pk + 1)}
    assert browser(cast.HANDLER).post(f"/desk/cases/{doubted.number}/doubts/", body).status_code == 404


def test_who_determined_it_reads_why_they_may_not(browser: Browser, doubted: Case) -> None:
    page = browser(cast.DEPUTY_HEAD).get(f"/desk/cases/{doubted.number}/").text
    assert "由承办单位的经办或复核人员核实处理" in page
    assert "停止支付</button>" not in page


def test_finance_sees_what_waits_and_drafts_the_rest(browser: Browser, doubted: Case) -> None:
    page = browser(cast.BATCH_DRAFT).get("/finance/requests/1/").text
    assert faults(page) == []
    for each in ("现在不能付：1 行", "本人在世", "编制批次：9 笔"):
        assert each in page
    assert "死亡登记" not in page


def test_the_second_person_sees_what_arose_after_the_drafting(
    browser: Browser, file: Path, clock_at: Clock, city: None
) -> None:
    clock_at(RELEASED)
    case = case_submitted()
    batch = batch_drafted(case)
    world.put_into(file, Register.DEATH, "down")
    check_before_payment(case.pk, at=RELEASED - timedelta(days=1))
    where = f"/finance/batches/{batch.pk}/"
    page = browser(cast.BATCH_RELEASE).get(where).text
    assert faults(page) == []
    for each in ("死亡信息：10 人没有得到答复", "编制后发现需要核实：0 笔", "支付前核对还没有完成：1 件"):
        assert each in page
    world.put_into(file, Register.DEATH, "")
    died(file, case, RELEASED)
    page = browser(cast.BATCH_RELEASE).get(where).text
    assert faults(page) == []
    for each in ("编制后发现需要承办单位核实：1 笔", "登记系统没有答复：0 项", "不能放款。请作废本批次"):
        assert each in page


def test_the_applicant_is_told_without_whose_and_what(browser: Browser, doubted: Case) -> None:
    page = browser(cast.AGENT).get(f"/cases/{doubted.number}").text
    assert faults(page) == []
    assert "支付前核对发现需要核实的情况" in page
    assert "死亡" not in page
    settle_doubt(PaymentDoubt.objects.get().pk, "stop", WHY, by=who(cast.HANDLER), at=DRAFTED)
    page = browser(cast.AGENT).get(f"/cases/{doubted.number}").text
    assert "支付前核实后停止支付：已向家属核实。" in page
    assert "支付前核对发现" not in page
