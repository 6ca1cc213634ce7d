"""督办 and the answer: who may order it, of whom, by when; who answers, once."""

from __future__ import annotations

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import SIGNED, case_at, own_claim
from workflow_app.commands.establish import appoint
from workflow_app.commands.oversight.answer_supervision import answer_supervision
from workflow_app.commands.oversight.raise_cards import raise_card
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.commands.withdraw import withdraw
from workflow_app.models import Case, Supervision
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood

AT = moment("2026-04-09 10:00")
BY = date(2026, 4, 14)
WORDS = "请查清为什么还没有初审，写明办结日期。"


@pytest.fixture
def case() -> Case:
    return case_at("handle", own_claim(), at=SIGNED)


def order(case: Case, by: str = cast.BUREAU_HEAD) -> Supervision:
    return supervise(case.pk, WORDS, BY, by=who(by), at=AT)


@pytest.mark.parametrize("username", [cast.BUREAU_HEAD, cast.DEPUTY_HEAD])
def test_whoever_heads_the_unit_orders_an_answer(case: Case, username: str) -> None:
    asked = order(case, username)
    assert (asked.ground, asked.unit, asked.due_on, asked.words) == ("order", case.unit, BY, WORDS)
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body["answer_by"]) == ("supervise", who(username), "2026-04-14")
    assert WORDS not in str(act.body)


@pytest.mark.parametrize("role", ["bureau_head", "deputy_head", "section"])
def test_the_city_orders_it_of_a_county(case: Case, role: str) -> None:
    appoint(who(cast.STRANGER), role, "hrss", "410500", since=date(2026, 1, 5), at=SIGNED)
    assert order(case, cast.STRANGER).by == who(cast.STRANGER)


def test_a_window_of_the_city_does_not_and_nobody_elsewhere(case: Case) -> None:
    appoint(who(cast.STRANGER), "intake", "hrss", "410500", since=date(2026, 1, 5), at=SIGNED)
    for username in (cast.STRANGER, cast.HANDLER, cast.HANDLER_ELSEWHERE, cast.TRAINEE):
        with pytest.raises(NotAllowed, match="负责人或者上级单位"):
            order(case, username)


@pytest.mark.parametrize(
    ("words", "day", "why"),
    [
        pytest.param("  ", BY, "写明督办要求", id="without words"),
        pytest.param(WORDS, date(2026, 4, 9), "今天以后的一个工作日", id="today"),
        pytest.param(WORDS, date(2026, 4, 11), "今天以后的一个工作日", id="a Saturday"),
        pytest.param(WORDS, date(2027, 4, 14), "最长30个工作日", id="a slipped year"),
    ],
)
def test_what_is_demanded_is_said_with_a_day_that_can_be_kept(case: Case, words: str, day: date, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        supervise(case.pk, words, day, by=who(cast.BUREAU_HEAD), at=AT)


def test_the_second_order_waits_for_the_answer_to_the_first(case: Case) -> None:
    asked = order(case)
    with pytest.raises(AlreadyDone, match="2026年4月14日前答复"):
        order(case)
    answer_supervision(asked.pk, "已初审。", by=who(cast.HANDLER), at=AT)
    assert order(case).pk != asked.pk


def test_a_case_that_ended_is_not_supervised(case: Case) -> None:
    withdraw(case.pk, by=who(cast.TRAINEE), at=SIGNED)
    with pytest.raises(NotPossibleNow, match="已撤回"):
        order(case)


@pytest.mark.parametrize(("day", "late"), [("2026-04-14 17:00", False), ("2026-04-15 09:00", True)])
def test_whoever_handles_answers_once_in_time_or_late(case: Case, day: str, late: bool) -> None:
    asked = answer_supervision(order(case).pk, " 材料今天核完。 ", by=who(cast.HANDLER), at=moment(day))
    assert (asked.answer, asked.answered_by) == ("材料今天核完。", who(cast.HANDLER))
    assert record.last(f"case:{case.number}").body == {"supervision": asked.pk, "ground": "order", "late": late}
    with pytest.raises(AlreadyDone, match=f"{who(cast.HANDLER).name}已于"):
        answer_supervision(asked.pk, "再答一次。", by=who(cast.SECTION), at=moment(day))


def test_an_answer_has_words_and_comes_from_the_unit_that_was_asked(case: Case) -> None:
    asked = order(case)
    with pytest.raises(NotUnderstood, match="写明办理情况"):
        answer_supervision(asked.pk, " ", by=who(cast.HANDLER), at=AT)
    for username in (cast.HANDLER_ELSEWHERE, cast.TRAINEE):
        with pytest.raises(NotAllowed, match="被督办的单位"):
            answer_supervision(asked.pk, "答复。", by=who(username), at=AT)
    with pytest.raises(NotAllowed, match="不能自己答复"):
        answer_supervision(asked.pk, "答复。", by=who(cast.BUREAU_HEAD), at=AT)
    with pytest.raises(NotFound, match="没有这条督办"):
        answer_supervision(999, "答复。", by=who(cast.HANDLER), at=AT)


def test_a_warning_asks_for_no_answer(case: Case) -> None:
    warned = raise_card(case.pk, at=moment("2026-04-23 00:20"))
    assert warned is not None
    with pytest.raises(NotPossibleNow, match="只作提醒"):
        answer_supervision(warned.pk, "答复。", by=who(cast.HANDLER), at=AT)


def test_a_card_is_answered_even_after_its_case_has_ended(case: Case) -> None:
    card = raise_card(case.pk, at=moment("2026-04-29 00:20"))
    withdraw(case.pk, by=who(cast.TRAINEE), at=moment("2026-04-29 09:00"))
    assert card is not None
    answer_supervision(card.pk, "人手不足，已调整。", by=who(cast.SECTION), at=moment("2026-04-30 09:00"))
    assert not Supervision.objects.filter(answered_at=None).exists()
