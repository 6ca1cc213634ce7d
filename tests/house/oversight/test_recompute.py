"""What was reckoned without a year's holidays moves when they are out, with an entry in its chain, and only then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.oversight.holidays import TEXT, year_2027
from tests.situations import awaiting_correction, case_at, case_determined, own_claim, waiting_seat
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation
from workflow_app.commands.hearing import found
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.oversight.recompute import recompute_all
from workflow_app.commands.publish_holidays import publish_holidays
from workflow_app.jobs import tasks
from workflow_app.models import (
    Case,
    Deadline,
    HolidayYear,
    Notice,
    RecoveredLine,
    Recovery,
    Revocation,
    Seat,
    Supervision,
)
from workflow_app.models.calendar_in_force import keep, read_calendar
from workflow_app.policy.refusals import NotPossibleNow

FILED = moment("2027-01-22 09:30")  # a Friday
SIGNED = moment("2027-01-22 14:00")
OUT = moment("2027-01-25 09:00")  # far too late in the year, so that something is on its way


def published() -> None:
    publish_holidays(year_2027(), by=None, at=OUT)
    keep(read_calendar())


def days(case: Case) -> dict[str, str]:
    rows = case.deadlines.filter(state="armed")
    return {row.kind: f"{row.due_on:%m-%d}{'?' if row.estimated else ''}" for row in rows}


def filed(serial: int = 901, username: str = cast.TRAINEE) -> Case:
    return case_at("handle", own_claim(serial, username, at=FILED), at=SIGNED)


def test_every_armed_day_moves_and_says_from_where_to_where() -> None:
    case = filed()
    assert (days(case)["promised"], days(case)["statutory"]) == ("02-12?", "02-19?")
    published()
    assert recompute_all(at=OUT) == 1
    # 25 to 29 January, Sunday 31, 1 to 4 February, then 12, Saturday 13, 15, 16, 17; and on to 24.
    assert (days(case)["promised"], days(case)["statutory"]) == ("02-17", "02-24")
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by) == ("recompute", None)
    assert {"kind": "promised", "before": "2027-02-12", "after": "2027-02-17"} in act.body["moved"]
    assert "测试〔2026〕1号" in act.body["basis"]


def test_the_second_time_nothing_moves() -> None:
    case = filed()
    published()
    assert recompute_all(at=OUT) == 1
    assert recompute_all(at=OUT) == 0
    assert record.verbs(f"case:{case.number}").count("recompute") == 1


def test_a_day_that_stays_is_only_estimated_no_longer() -> None:
    case = own_claim(at=FILED)  # one working day: Monday the 25th, whatever is published
    assert days(case) == {"receipt": "01-25?"}
    published()
    assert recompute_all(at=OUT) == 0
    assert days(case) == {"receipt": "01-25"}
    assert "recompute" not in record.verbs(f"case:{case.number}")


def test_the_seat_moves_with_the_limit_of_its_step() -> None:
    case = own_claim(at=moment("2027-02-04 09:30"))
    published()
    assert recompute_all(at=OUT) == 1
    assert days(case) == {"receipt": "02-12"}
    assert Seat.objects.get(round__case=case, waiting=True).due_on == date(2027, 2, 12)


def own_days(case: Case) -> str:
    """The last day of a seat that has three days of its own, beside the five of its step."""
    return f"{waiting_seat(case, cast.RURAL_CHECK).due_on:%m-%d}"


def test_a_seat_with_a_limit_of_its_own_moves_by_its_own_days() -> None:
    begun = moment("2027-02-04 09:30")
    case = case_at("handle", own_claim(at=begun), at=begun)
    assert own_days(case) == "02-09"
    published()
    assert recompute_all(at=OUT) == 1
    assert own_days(case) == "02-15"  # 12, Saturday 13, 15
    moved = record.last(f"case:{case.number}").body["moved"]
    assert {"kind": "seat", "before": "2027-02-09", "after": "2027-02-15"} in moved


def test_a_seats_own_day_alone_is_found_and_put_right() -> None:
    begun = moment("2027-02-04 09:30")
    case = case_at("handle", own_claim(at=begun), at=begun)
    published()
    recompute_all(at=OUT)
    Seat.objects.filter(pk=waiting_seat(case, cast.RURAL_CHECK).pk).update(due_on=date(2027, 2, 9))
    assert recompute_all(at=OUT) == 1
    assert own_days(case) == "02-15"
    moved = {"kind": "seat", "before": "2027-02-09", "after": "2027-02-15"}
    assert record.last(f"case:{case.number}").body["moved"] == [moved]


def test_a_day_the_applicant_was_told_is_never_taken_back() -> None:
    case = awaiting_correction(own_claim(at=moment("2027-01-28 09:30")), at=moment("2027-01-28 10:00"))
    before = case.deadlines.get(kind="correction", state="armed").due_on  # 11 February, before anybody knew
    Deadline.objects.filter(case=case, kind="correction").update(due_on=date(2027, 2, 25))
    published()
    recompute_all(at=OUT)
    due = case.deadlines.get(kind="correction", state="armed").due_on
    assert (before, due) == (date(2027, 2, 11), date(2027, 2, 25))


def test_a_notice_stands_longer_and_its_cases_say_so() -> None:
    case = case_at("notice", own_claim(at=FILED), at=SIGNED)
    notice = open_notice([case.pk], by=who(cast.HANDLER), at=moment("2027-02-03 09:00"))
    assert notice.ends_on == date(2027, 2, 10)
    published()
    recompute_all(at=moment("2027-02-04 09:00"))
    assert Notice.objects.get().ends_on == date(2027, 2, 16)  # 4, 12, Saturday 13, 15, 16
    moved = {"kind": "notice", "before": "2027-02-10", "after": "2027-02-16"}
    assert record.last(f"case:{case.number}").body["moved"] == [moved]
    assert record.last(notice.stream.key).body["moved"] == [moved]


def test_who_may_speak_before_a_revocation_has_the_days_that_really_work() -> None:
    case = case_determined(own_claim())
    told = moment("2027-02-04 10:00")
    row = propose_revocation(case.pk, "证书不真", "示例办法", by=who(cast.HANDLER), at=told)
    assert row.heard_until == date(2027, 2, 11)
    published()
    assert recompute_all(at=OUT) >= 1
    assert Revocation.objects.get().heard_until == date(2027, 2, 17)
    moved = record.last(f"case:{case.number}").body["moved"]
    assert {"kind": "hearing", "before": "2027-02-11", "after": "2027-02-17"} in moved
    with pytest.raises(NotPossibleNow, match="2027年2月17日"):
        decide_revocation(row.pk, True, "属实", by=who(cast.BUREAU_HEAD), at=moment("2027-02-12 10:00"))


@pytest.mark.tampered  # a row without its acts
def test_so_has_who_may_speak_before_money_is_asked_back() -> None:
    case, told = case_determined(own_claim()), moment("2027-02-04 10:00")
    said = found("追回", "证书不真", "示例办法", by=who(cast.HANDLER), at=told)
    row = Recovery.objects.create(case=case, amount=case.amount, **said)
    RecoveredLine.objects.create(recovery=row, claim=case.claims.get(), amount=case.amount)
    assert row.heard_until == date(2027, 2, 11)
    published()
    recompute_all(at=OUT)
    assert Recovery.objects.get().heard_until == date(2027, 2, 17)


def test_a_card_is_answered_within_days_that_really_work() -> None:
    case = filed()
    at = moment("2027-02-04 00:20")
    limit = case.deadlines.get(kind="promised")
    card = Supervision.objects.create(
        case=case, unit=case.unit, ground="yellow", deadline=limit, at=at, due_on=date(2027, 2, 9)
    )
    published()
    recompute_all(at=OUT)
    card.refresh_from_db()
    assert card.due_on == date(2027, 2, 15)


def test_what_a_stale_process_armed_is_put_right_at_night(monkeypatch: pytest.MonkeyPatch) -> None:
    publish_holidays(year_2027(), by=None, at=OUT)  # this process does not know it yet
    case = filed()
    assert days(case)["promised"] == "02-12?"
    monkeypatch.setattr("workflow_app.moment.now", lambda: moment("2027-01-26 00:20"))
    tasks.keep_watch()
    assert days(case)["promised"] == "02-17"


def test_the_command_publishes_and_recomputes(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = filed()
    file = tmp_path / "2027.yaml"
    file.write_text(TEXT, encoding="utf-8")

    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **_: do())
    call_command("publish_holidays", str(file))
    said = capsys.readouterr().out
    assert "2027年放假安排（测试〔2026〕1号）已发布" in said
    assert "重新推算 1/1" in said
    assert days(case)["promised"] == "02-17"


def test_the_command_tells_every_mistake_and_publishes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "2027.yaml"
    file.write_text(TEXT.replace("2027-10-09", "2027-10-08").replace("2027-02-13", "x"), encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("publish_holidays", str(file))
    said = capsys.readouterr().err
    assert "“days_on → 2”不是日期" in said
    assert not HolidayYear.objects.exists()
