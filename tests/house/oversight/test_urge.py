"""催办: by the applicant's side or from above, at most so often, only while an office has the case."""

from __future__ import annotations

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import SIGNED, awaiting_correction, case_at, case_on_notice, own_claim
from workflow_app.commands.establish import appoint
from workflow_app.commands.oversight.urge import urge
from workflow_app.commands.withdraw import withdraw
from workflow_app.models import Case, Urge
from workflow_app.policy.refusals import NotFound, NotPossibleNow, TooOften

AT = moment("2026-04-09 10:00")  # a Thursday
SOON = moment("2026-04-13 10:00")  # two working days later
AGAIN = moment("2026-04-14 10:00")  # three
THIRD = moment("2026-04-17 10:00")
FOURTH = moment("2026-04-30 10:00")


@pytest.fixture
def case() -> Case:
    return case_at("handle", own_claim(), at=SIGNED)


def test_the_applicant_urges(case: Case) -> None:
    row = urge(case.pk, "孩子等着交学费。", by=who(cast.TRAINEE), at=AT)
    assert (row.round.step, row.words) == ("handle", "孩子等着交学费。")
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body["step"]) == ("urge", who(cast.TRAINEE), "handle")
    assert "学费" not in str(act.body)


def test_the_superior_urges_and_no_other_office(case: Case) -> None:
    appoint(who(cast.INTAKE_ELSEWHERE), "intake", "hrss", "410500", since=date(2026, 1, 5), at=SIGNED)
    assert urge(case.pk, by=who(cast.INTAKE_ELSEWHERE), at=AT).by == who(cast.INTAKE_ELSEWHERE)
    for username in (cast.BUREAU_HEAD, cast.HANDLER_ELSEWHERE, cast.OTHER_TRAINEE):
        with pytest.raises(NotFound, match="无权催办"):
            urge(case.pk, by=who(username), at=AGAIN)


def test_not_again_within_three_working_days_and_three_times_in_all(case: Case) -> None:
    urge(case.pk, by=who(cast.TRAINEE), at=AT)
    for at in (AT, SOON):
        with pytest.raises(TooOften, match="2026年4月14日起可以再次催办"):
            urge(case.pk, by=who(cast.TRAINEE), at=at)
    urge(case.pk, by=who(cast.TRAINEE), at=AGAIN)
    urge(case.pk, by=who(cast.TRAINEE), at=THIRD)
    with pytest.raises(TooOften, match="已经催办3次"):
        urge(case.pk, by=who(cast.TRAINEE), at=FOURTH)
    assert Urge.objects.count() == 3


def test_there_is_nobody_to_urge_while_the_applicant_or_the_public_has_it() -> None:
    waiting = awaiting_correction()
    case_on_notice(own_claim(902, cast.OTHER_TRAINEE))
    noticed = Case.objects.get(step="notice")
    for case, username in ((waiting, cast.TRAINEE), (noticed, cast.OTHER_TRAINEE)):
        with pytest.raises(NotPossibleNow, match="不用催办"):
            urge(case.pk, by=who(username), at=AT)


def test_a_case_that_ended_is_not_urged(case: Case) -> None:
    withdraw(case.pk, by=who(cast.TRAINEE), at=SIGNED)
    with pytest.raises(NotPossibleNow, match="已撤回"):
        urge(case.pk, by=who(cast.TRAINEE), at=AT)
