"""Ask again: what another case, a check or a correction changes is found by the case that leans on it."""

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    CLASS_CHECKED,
    DETERMINED,
    FILED,
    SIGNED,
    case_at,
    case_determined,
    case_submitted,
    own_claim,
    waiting_seat,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.reassess import REASSESS_BEHIND, reassess, reassess_behind
from workflow_app.commands.settle_point import strike_off
from workflow_app.commands.withdraw import withdraw
from workflow_app.management import acts
from workflow_app.models import AssessmentRecord, Case, Claim, ClaimState, OutboxEntry
from workflow_app.policy.refusals import FindingsMoved, NotAllowed, NotPossibleNow
from workflow_app.queries.law.circumstances import circumstances

LATER = SIGNED + timedelta(hours=1)


def first_and_second() -> tuple[Case, Case]:
    """One person's claim for one course, filed twice: of the two only the later one has an open point."""
    return own_claim(), case_at("handle", own_claim(903))


def points(case: Case) -> int:
    return Case.objects.get(pk=case.pk).open_points


def agree(case: Case, username: str = cast.HANDLER) -> Case:
    return give_opinion(waiting_seat(case, username).pk, Stance.APPROVE, by=who(username), at=LATER)


def test_of_two_claims_only_the_later_is_told_of_the_other() -> None:
    first, second = first_and_second()
    reassess(first.pk, by=None, at=LATER)
    assert (points(first), points(second)) == (0, 1)


@pytest.mark.tampered
def test_what_is_owed_already_counts_against_an_earlier_filing_too() -> None:
    """A correction may bring a person in whose later claim was determined meanwhile."""
    first, second = own_claim(), own_claim(903)
    Claim.objects.filter(case=second).update(state=ClaimState.DETERMINED)
    reassess(first.pk, by=None, at=LATER)
    assert points(first) == 1


def test_a_withdrawal_frees_the_case_behind_it() -> None:
    first, second = first_and_second()
    withdraw(first.pk, by=who(cast.TRAINEE), at=LATER)
    assert OutboxEntry.objects.filter(job=REASSESS_BEHIND, argument=first.pk).exists()
    assert reassess_behind(first.pk, at=LATER) == 1
    assert points(second) == 0
    act = record.last(f"case:{second.number}")
    assert (act.verb, act.by, act.body) == ("assess", None, {"points": [1, 0]})


def test_a_line_struck_off_frees_the_case_behind_it() -> None:
    first, second = case_at("handle", own_claim()), case_at("handle", own_claim(903))
    strike_off(first.pk, 1, "证书系误发。", by=who(cast.HANDLER), at=LATER)
    assert reassess_behind(first.pk, at=LATER) == 1
    assert points(second) == 0


def test_whoever_signs_before_the_house_looked_gets_todays_findings() -> None:
    """The other case gave way a moment ago and no job has run: the signature itself asks again."""
    first, second = first_and_second()
    withdraw(first.pk, by=who(cast.TRAINEE), at=LATER)
    agree(second)
    assert points(second) == 0
    assert record.verbs(f"case:{second.number}")[-2:] == ["assess", "give_opinion"]


def test_nobody_agrees_over_a_point_that_came_up_meanwhile() -> None:
    own_claim()
    second = case_at("handle", own_claim(903))
    Case.objects.filter(pk=second.pk).update(open_points=0, circumstances="")
    with pytest.raises(FindingsMoved, match=r"刚有变化.*还有1处"):
        agree(second)
    assert Case.objects.get(pk=second.pk).step == "handle"


def test_a_check_on_the_spot_settles_the_claims_of_its_class() -> None:
    case = case_at("handle", case_submitted(checked=False))
    assert points(case) == 1
    assert case.parent
    acts.look_on_the_spot(case.parent, CLASS_CHECKED)
    assert reassess_behind(case.parent.pk, at=LATER) == 1
    assert points(case) == 0


def test_asking_again_where_nothing_moved_keeps_nothing() -> None:
    case = case_at("handle", case_submitted())
    kept, length = AssessmentRecord.objects.count(), len(record.verbs(f"case:{case.number}"))
    reassess(case.pk, by=who(cast.HANDLER), at=LATER)
    assert (AssessmentRecord.objects.count(), len(record.verbs(f"case:{case.number}"))) == (kept, length)


@pytest.mark.postgresql
def test_the_question_asked_at_signing_sees_what_the_assessment_saw() -> None:
    """By person, by certificate, the class and its check: one statement finds the same rows as the facts did."""
    first, own, second = case_submitted(), own_claim(), case_at("handle", own_claim(903))
    for case in (first, own, second):
        kept = Case.objects.get(pk=case.pk)
        assert circumstances(kept) == kept.circumstances
    assert len({Case.objects.get(pk=case.pk).circumstances for case in (first, own, second)}) == 3


@pytest.mark.parametrize("username", [cast.HANDLER_ELSEWHERE, cast.RURAL_CHECK, cast.AGENT, cast.STRANGER])
def test_only_the_deciding_unit_asks(username: str) -> None:
    with pytest.raises(NotAllowed, match="承办单位"):
        reassess(own_claim().pk, by=who(username), at=SIGNED)


def test_a_decided_case_is_not_asked_again() -> None:
    case = case_determined(case_submitted())
    with pytest.raises(NotPossibleNow, match="不再变化"):
        reassess(case.pk, by=who(cast.HANDLER), at=DETERMINED)
    assert reassess_behind(case.pk, at=DETERMINED) == 0


def test_the_record_of_an_asking_is_of_the_filing_as_it_stood() -> None:
    case = own_claim()
    assert AssessmentRecord.objects.get(case=case).at == FILED
