"""Expire: what the law says of silence is done in the system's name; everything else only turns overdue."""

import pytest
from django.utils.timezone import localtime

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import SIGNED, awaiting_correction, case_at, case_on_notice, own_claim, waiting_seat
from workflow_app.approval.stance import Stance
from workflow_app.commands.expire import expire, overdue
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.models import Case, Deadline, Draft, IssuedDocument, Opinion, Round

RECEIPT_OVER = moment("2026-04-09 00:05")  # filed on the 7th, one working day
CORRECTION_OVER = moment("2026-04-22 00:05")  # ten working days after the 7th
LONG_AFTER = moment("2026-06-30 00:05")


def deadline(case: Case, kind: str) -> Deadline:
    return Deadline.objects.get(case=case, kind=kind, state="armed")


def test_silence_about_receipt_accepts() -> None:
    case = own_claim()
    assert expire(deadline(case, "receipt").pk, at=RECEIPT_OVER)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.step) == ("accepted", "handle")
    assert case.accepted_at == case.filed_at, (
        "accepted from the day the papers came in, not from the day it was noticed"
    )
    assert deadline(case, "promised").starts_on == localtime(case.filed_at).date()
    assert Round.objects.get(case=case, step="receive").state == "lapsed"
    assert IssuedDocument.objects.get(case=case, kind="acceptance").data["deemed"] is True
    assert not Opinion.objects.exists()


def test_a_correction_that_never_comes_is_a_withdrawal_signed_by_the_system_with_its_basis() -> None:
    case = awaiting_correction()
    assert expire(deadline(case, "correction").pk, at=CORRECTION_OVER)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.step, case.ended_at) == ("deemed_withdrawn", "", CORRECTION_OVER)
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body["basis"]) == ("expire", None, "《安阳市政务服务条例》第三十六条")
    assert not Draft.objects.exists()
    assert list(case.claims.values_list("state", flat=True)) == ["dropped"]


def test_a_seat_that_is_late_only_turns_overdue_and_can_still_sign() -> None:
    case = case_at("section")
    late = deadline(case, "seat")
    assert expire(late.pk, at=LONG_AFTER)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.step) == ("accepted", "section")
    give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=who(cast.SECTION), at=LONG_AFTER)
    assert Deadline.objects.get(pk=late.pk).state == "expired"


@pytest.mark.parametrize("kind", ["promised", "statutory"])
def test_a_handling_limit_only_turns_overdue(kind: str) -> None:
    case = case_at("section")
    assert expire(deadline(case, kind).pk, at=LONG_AFTER)
    assert Case.objects.get(pk=case.pk).step == "section"
    assert record.last(f"case:{case.number}").body["kind"] == kind


def test_the_last_day_itself_still_counts() -> None:
    due = deadline(own_claim(), "receipt")
    last_minute = moment(f"{due.due_on} 23:59")
    assert not expire(due.pk, at=last_minute)
    assert due.pk not in overdue(due.due_on)
    assert due.pk in overdue(RECEIPT_OVER.date())


def test_a_deadline_expires_once() -> None:
    case = own_claim()
    due = deadline(case, "receipt")
    assert expire(due.pk, at=RECEIPT_OVER)
    assert not expire(due.pk, at=RECEIPT_OVER)
    assert record.verbs(f"case:{case.number}").count("expire") == 1


def test_what_was_met_in_time_expires_no_more() -> None:
    case = own_claim()
    due = deadline(case, "receipt")
    case_at("handle", case)
    assert not expire(due.pk, at=LONG_AFTER)
    assert Case.objects.get(pk=case.pk).step == "handle"


def test_while_the_clock_stands_still_nobody_is_late() -> None:
    case_on_notice(own_claim())
    case = Case.objects.get()
    promised = deadline(case, "promised")
    after = moment("2026-06-30 00:05")
    assert promised.due_on < after.date()
    assert promised.pk not in overdue(after.date())
    assert not expire(promised.pk, at=after)
    assert Deadline.objects.get(pk=promised.pk).state == "armed"


def test_every_overdue_deadline_is_found_earliest_first() -> None:
    own_claim(901, at=SIGNED)
    own_claim(902, cast.OTHER_TRAINEE, at=moment("2026-04-09 09:00"))
    found = Deadline.objects.in_bulk(overdue(LONG_AFTER.date()))
    assert [found[pk].due_on.isoformat() for pk in overdue(LONG_AFTER.date())] == ["2026-04-08", "2026-04-10"]
