"""Withdraw: the applicant's own act, until the decision."""

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    DETERMINED,
    NOTICE_OVER,
    NOTICED,
    SIGNED,
    awaiting_correction,
    case_at,
    case_determined,
    case_on_notice,
    own_claim,
)
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.withdraw import withdraw
from workflow_app.models import Case, Deadline, Draft, NoticeLine, Pause, Round, Seat
from workflow_app.policy.refusals import NotFound, NotPossibleNow


@pytest.mark.parametrize("step", ["receive", "handle", "section", "bureau_finance", "deputy_head", "notice"])
def test_a_case_is_withdrawn_wherever_it_stands_before_the_decision(step: str) -> None:
    case = withdraw(case_at(step).pk, words="不办了。", by=who(cast.TRAINEE), at=SIGNED)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.step, case.ended_at) == ("withdrawn", "", SIGNED)
    assert list(case.claims.values_list("state", flat=True)) == ["dropped"]
    assert not Deadline.objects.filter(case=case, state="armed").exists()
    assert not Seat.objects.filter(round__case=case, waiting=True).exists()
    assert not Round.objects.filter(case=case, state="open").exists()


def test_the_withdrawal_is_recorded_without_its_words() -> None:
    case = withdraw(own_claim().pk, words="家里有事。", by=who(cast.TRAINEE), at=SIGNED)
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body) == ("withdraw", who(cast.TRAINEE), {"state": "withdrawn"})
    assert act.personal


def test_a_case_on_notice_leaves_the_list_and_its_clock_stands_still_no_longer() -> None:
    notice = case_on_notice(own_claim())
    case = Case.objects.get()
    withdraw(case.pk, by=who(cast.TRAINEE), at=NOTICED)
    assert NoticeLine.objects.get().state == "void"
    assert not Pause.objects.filter(until__isnull=True).exists()
    assert end_notice(notice.pk, at=NOTICE_OVER)
    assert Case.objects.get().state == "withdrawn"


def test_a_case_awaiting_correction_takes_its_draft_along() -> None:
    withdraw(awaiting_correction().pk, by=who(cast.TRAINEE), at=SIGNED)
    assert not Draft.objects.exists()


def test_the_second_click_is_told_what_the_case_is_now() -> None:
    case = own_claim()
    withdraw(case.pk, by=who(cast.TRAINEE), at=SIGNED)
    with pytest.raises(NotPossibleNow, match="现在是“已撤回”"):
        withdraw(case.pk, by=who(cast.TRAINEE), at=SIGNED)
    assert record.verbs(f"case:{case.number}").count("withdraw") == 1


def test_a_determined_case_is_withdrawn_no_more() -> None:
    case = case_determined(own_claim())
    with pytest.raises(NotPossibleNow, match="现在是“已核定”，不能再撤回"):
        withdraw(case.pk, by=who(cast.TRAINEE), at=DETERMINED)


@pytest.mark.parametrize("username", [cast.STRANGER, cast.OTHER_TRAINEE, cast.HANDLER])
def test_nobody_withdraws_anothers_case(username: str) -> None:
    with pytest.raises(NotFound, match="无权办理"):
        withdraw(own_claim().pk, by=who(username), at=SIGNED)


def test_a_case_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有这个办件"):
        withdraw(999, by=who(cast.TRAINEE), at=SIGNED)
