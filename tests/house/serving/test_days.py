"""Days that the law counts from service run from the recorded one, and no day gets shorter by it."""

from __future__ import annotations

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.recovery.owing import COURT, DEMANDED, NOTICED, WORDS, demanded, ordered, paid, proposed
from tests.situations import FILED, case_determined, own_claim_draft
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.clock.remedies import challengeable
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation
from workflow_app.commands.draft import put_answer
from workflow_app.commands.recovery.hand_over import hand_over_recovery
from workflow_app.commands.serving.hand_over_papers import Handing, hand_over_papers
from workflow_app.commands.submit import submit
from workflow_app.jobs import runner
from workflow_app.models import Case, IssuedDocument, Recovery, Revocation
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.audit.verify import breaks

AT = moment("2026-04-22 10:00")  # heard for five working days: until the 29th, had it been served at once
SERVED = moment("2026-04-24 10:00")  # so it is heard until the 6th of May, beyond the holidays
AFTER = moment("2026-04-30 09:00")


def determined_by_letter() -> Case:
    """A trainee who wants papers at the counter was granted what they claimed."""
    draft, by = own_claim_draft(), who(cast.TRAINEE)
    put_answer(draft.pk, "service", "service_way", "counter", by=by, at=FILED)
    case = case_determined(submit(draft.pk, by=by, at=FILED))
    runner.work(lambda: AT)
    return case


def served(case: Case, kind: str, on: date) -> None:
    paper = IssuedDocument.objects.filter(case=case, kind=kind).latest("pk")
    at = moment(f"{on} 17:00")
    runner.work(lambda: at)
    hand_over_papers(case.pk, [paper.pk], Handing(on, "本单位办事窗口", "本人"), by=who(cast.INTAKE), at=at)


def test_a_hearing_begins_when_its_notice_is_served() -> None:
    case = determined_by_letter()
    row = propose_revocation(case.pk, "查无此证", "示例办法第十条", by=who(cast.HANDLER), at=AT)
    with pytest.raises(NotPossibleNow, match="还没有送达申请人"):
        decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=AFTER)
    served(case, "revocation_notice", SERVED.date())
    row = Revocation.objects.get()
    assert (row.told_on, row.heard_until) == (SERVED.date(), date(2026, 5, 6))
    assert record.last(case.stream.key).body["moved"] == [
        {"kind": "hearing", "before": "2026-04-29", "after": "2026-05-06"}
    ]
    with pytest.raises(NotPossibleNow, match="陈述申辩期限到2026年5月6日"):
        decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=AFTER)
    decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=moment("2026-05-07 09:00"))
    assert Case.objects.get(pk=case.pk).state == "revoked"


def test_one_that_arrives_in_the_party_s_space_a_day_later_is_heard_a_day_longer() -> None:
    row = proposed(paid())
    runner.work(lambda: moment("2026-05-07 09:00"))
    row = Recovery.objects.get(pk=row.pk)
    assert (row.told_on, row.heard_until) == (date(2026, 5, 7), date(2026, 5, 13))


def test_a_demand_runs_ten_days_from_its_service() -> None:
    row = demanded()
    assert row.demand_until == date(2026, 6, 26)
    runner.work(lambda: moment("2026-06-20 09:00"))
    assert Recovery.objects.get(pk=row.pk).demand_until == date(2026, 6, 30)
    assert record.last(row.case.stream.key).verb == "serve"


def test_an_order_served_late_leaves_days_to_pay_and_the_books_agree() -> None:
    draft, by = own_claim_draft(), who(cast.TRAINEE)
    put_answer(draft.pk, "service", "service_way", "counter", by=by, at=FILED)
    row = proposed(paid(submit(draft.pk, by=by, at=FILED)))
    served(row.case, "recovery_notice", NOTICED.date())
    row = ordered(row)
    served(row.case, "recovery", date(2026, 6, 11))
    assert Recovery.objects.get().pay_by == date(2026, 6, 18)
    moved = [{"kind": "payment", "before": "2026-06-15", "after": "2026-06-18"}]
    assert record.last(row.case.stream.key).body["moved"] == moved
    assert list(breaks()) == []


@pytest.mark.tampered
def test_a_day_to_pay_that_no_service_moved_is_named() -> None:
    ordered()
    Recovery.objects.update(pay_by=date(2026, 6, 18))
    assert any("缴回期限与记录不同" in sentence for sentence in breaks())


def test_the_court_s_days_run_from_the_service_of_the_order() -> None:
    row = ordered()
    runner.work(lambda: moment("2026-05-18 09:00"))  # ordered on the 14th
    demanded(row)
    with pytest.raises(NotPossibleNow, match="2026年11月19日至2027年2月18日"):
        hand_over_recovery(row.pk, by=who(cast.BUREAU_HEAD), at=COURT)
    runner.work(lambda: DEMANDED)
    hand_over_recovery(row.pk, by=who(cast.BUREAU_HEAD), at=moment("2026-11-19 09:00"))


@pytest.mark.tampered
def test_nobody_s_days_get_shorter() -> None:
    """A notice that was served before its days were moved on (a holiday notice) keeps the later day."""
    row = proposed(paid())
    Recovery.objects.update(heard_until=date(2026, 6, 1))
    runner.work(lambda: moment("2026-05-07 09:00"))
    assert Recovery.objects.get(pk=row.pk).heard_until == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("served_on", "reconsidered", "sued"),
    [  # 行政复议法第二十条、行政诉讼法第四十六条; a last day off moves on
        ("2026-03-05", "2026-05-06", "2026-09-07"),  # 4 May is a holiday, 5 September a Saturday
        ("2026-06-30", "2026-08-31", "2026-12-30"),  # 29 August is a Saturday
        ("2026-08-31", "2026-10-30", "2027-03-01"),  # February has no 31st, its last day is a Sunday
    ],
)
def test_remedies_are_told_from_service(served_on: str, reconsidered: str, sued: str) -> None:
    days = challengeable(date.fromisoformat(served_on), PUBLISHED)
    assert [day.isoformat() for day in days] == [reconsidered, sued]
