"""延期: asked by who handles, granted once by the head, before the limit is over; only the limits of handling move."""

from __future__ import annotations

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import case_at, own_claim, waiting_seat
from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.expire import expire
from workflow_app.models import Case, Deadline, Desk, Extension, IssuedDocument
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood

AT = moment("2026-04-20 10:00")
LAST_DAY = moment("2026-04-28 17:00")
TOO_LATE = moment("2026-04-29 09:00")
WORDS = "学员分散在五个乡镇，逐人核对需要时间"


@pytest.fixture
def case() -> Case:
    return case_at("handle", own_claim())


def asked(case: Case, days: int = 10, by: str = cast.HANDLER) -> Extension:
    return ask_extension(case.pk, days, WORDS, by=who(by), at=AT)


def due(case: Case, kind: str) -> str:
    return Deadline.objects.get(case=case, kind=kind).due_on.isoformat()


def test_granted_both_limits_move_and_the_applicant_is_told_why(case: Case) -> None:
    before = waiting_seat(case, cast.HANDLER).due_on
    row = decide_extension(asked(case).pk, True, by=who(cast.BUREAU_HEAD), at=AT)
    assert (row.granted, row.decided_by) == (True, who(cast.BUREAU_HEAD))
    assert (due(case, "promised"), due(case, "statutory")) == ("2026-05-14", "2026-05-21")
    assert waiting_seat(case, cast.HANDLER).due_on == before
    paper = IssuedDocument.objects.get(case=case, kind="extension")
    assert (paper.data["days"], paper.data["promised"], paper.data["reason"]) == (10, "2026-05-14", f"{WORDS}。")
    assert any("延长期限" in mark for mark in paper.data["marks"]), "a modelled figure says so"
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.body["granted"], act.body["days"]) == ("decide_extension", True, 10)
    assert {"kind": "statutory", "before": "2026-05-08", "after": "2026-05-21"} in act.body["moved"]


def test_declined_nothing_moves_and_it_may_be_asked_again(case: Case) -> None:
    row = decide_extension(asked(case).pk, False, "人手可以调配。", by=who(cast.BUREAU_HEAD), at=AT)
    assert due(case, "promised") == "2026-04-28"
    assert not IssuedDocument.objects.filter(case=case, kind="extension").exists()
    assert record.last(f"case:{case.number}").body["granted"] is False
    assert asked(case, 5).pk != row.pk


def test_an_extension_and_a_pause_add_up(case: Case) -> None:
    still = suspend(case.pk, "suspension", "等更正", by=who(cast.HANDLER), at=moment("2026-04-10 10:00"))
    decide_extension(asked(case).pk, True, by=who(cast.BUREAU_HEAD), at=moment("2026-04-16 10:00"))
    assert IssuedDocument.objects.get(case=case, kind="extension").data["still"] is True
    resume(still.pk, by=who(cast.HANDLER), at=moment("2026-04-17 10:00"))
    assert due(case, "promised") == "2026-05-21"  # deadlines_by_hand.yaml, 延长


def test_once_a_case(case: Case) -> None:
    row = asked(case)
    with pytest.raises(AlreadyDone, match=f"{who(cast.HANDLER).name}已经申请延期"):
        asked(case, by=cast.SECTION)
    decide_extension(row.pk, True, by=who(cast.BUREAU_HEAD), at=AT)
    with pytest.raises(AlreadyDone, match="只能延期一次"):
        asked(case)
    with pytest.raises(AlreadyDone, match="作出“批准”的审批"):
        decide_extension(row.pk, True, by=who(cast.BUREAU_HEAD), at=AT)


@pytest.mark.parametrize(
    ("days", "words", "why"),
    [(0, WORDS, "1至10天"), (11, WORDS, "1至10天"), (5, "  ", "写明延期的理由")],
)
def test_days_are_bounded_by_the_policy_and_the_reason_is_said(case: Case, days: int, words: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        ask_extension(case.pk, days, words, by=who(cast.HANDLER), at=AT)


def test_the_last_day_is_still_in_time_the_day_after_is_not(case: Case) -> None:
    row = ask_extension(case.pk, 5, WORDS, by=who(cast.HANDLER), at=LAST_DAY)
    with pytest.raises(NotPossibleNow, match="不能再延期"):
        decide_extension(row.pk, True, by=who(cast.BUREAU_HEAD), at=TOO_LATE)
    decide_extension(row.pk, False, "已经超期。", by=who(cast.BUREAU_HEAD), at=TOO_LATE)
    with pytest.raises(NotPossibleNow, match="不能再延期"):
        ask_extension(case.pk, 5, WORDS, by=who(cast.HANDLER), at=TOO_LATE)


def test_what_nobody_decided_in_time_is_over_with_the_limit(case: Case) -> None:
    row = ask_extension(case.pk, 5, WORDS, by=who(cast.HANDLER), at=LAST_DAY)
    expire(Deadline.objects.get(case=case, kind="promised").pk, at=TOO_LATE)
    row.refresh_from_db()
    assert (row.granted, row.decided_by, row.words) == (False, None, WORDS)
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body["granted"]) == ("decide_extension", None, False)
    with pytest.raises(AlreadyDone, match="没有在期限内审批"):
        decide_extension(row.pk, False, "已经超期。", by=who(cast.BUREAU_HEAD), at=TOO_LATE)


def test_before_acceptance_there_is_nothing_to_extend() -> None:
    with pytest.raises(NotPossibleNow, match="不能延期"):
        ask_extension(own_claim().pk, 5, WORDS, by=who(cast.INTAKE), at=AT)


@pytest.mark.parametrize("username", [cast.BUREAU_FINANCE, cast.RURAL_CHECK, cast.HANDLER_ELSEWHERE, cast.TRAINEE])
def test_asked_by_who_examines_it(case: Case, username: str) -> None:
    with pytest.raises(NotAllowed, match="经办、复核"):
        asked(case, by=username)


@pytest.mark.parametrize("username", [cast.HANDLER, cast.DEPUTY_HEAD, cast.HANDLER_ELSEWHERE, cast.TRAINEE])
def test_granted_by_the_head_alone(case: Case, username: str) -> None:
    with pytest.raises(NotAllowed, match="承办单位负责人"):
        decide_extension(asked(case).pk, True, by=who(username), at=AT)


def test_where_no_bureau_head_has_a_desk_the_deputy_heads(case: Case) -> None:
    Desk.objects.filter(unit=case.unit, role="bureau_head").update(role="retired_head")
    assert decide_extension(asked(case).pk, True, by=who(cast.DEPUTY_HEAD), at=AT).granted


def test_declining_says_why_and_what_is_not_there_is_not_found(case: Case) -> None:
    with pytest.raises(NotUnderstood, match="写明理由"):
        decide_extension(asked(case).pk, False, " ", by=who(cast.BUREAU_HEAD), at=AT)
    with pytest.raises(NotFound, match="没有这次延期"):
        decide_extension(999, True, by=who(cast.BUREAU_HEAD), at=AT)
