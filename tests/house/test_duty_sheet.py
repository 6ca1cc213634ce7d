"""尽职留痕: what a signer was shown, the same years later."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests import cast
from tests.cast import who
from tests.situations import SIGNED, case_at, case_submitted, waiting_seat
from workflow_app.approval.stance import Stance
from workflow_app.commands.bulk_sign import start_bulk
from workflow_app.commands.correct_fact import Spot, correct_fact
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.settle_point import rule
from workflow_app.commands.stand_in import substitute
from workflow_app.jobs import runner
from workflow_app.models import Account, Action, Case, Desk, Opinion, Party, UnitName, triggers
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.law.predicates import last_assessment
from workflow_app.queries.papers.duty_sheet import duty_sheet

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(days=400)
AWAY = SIGNED.date(), SIGNED.date() + timedelta(days=3)


def signed_by_handler() -> Case:
    """A claim of ten whose class nobody looked at; the handler settled that and agreed."""
    case = case_at("handle", case_submitted(checked=False))
    open_one = next(f for f in last_assessment(case).findings if f.verdict.value == "undecided")
    rule(case.pk, 0, open_one.condition, True, "已电话核实两次检查。", by=who(cast.HANDLER), at=SIGNED)
    seat = waiting_seat(case, cast.HANDLER)
    give_opinion(seat.pk, Stance.APPROVE, "名单一致。", by=who(cast.HANDLER), at=SIGNED + timedelta(minutes=1))
    return case


def test_it_tells_what_was_signed_and_what_lay_there() -> None:
    case = signed_by_handler()
    sheet = duty_sheet(case.number, cast.HANDLER)
    (word,) = sheet["signed"]
    assert (word["stance"], word["words"], word["filing"]) == ("同意", "名单一致。", 1)
    assert word["agrees"]
    assert any("已电话核实" in each["ruled"] for each in word["findings"])
    assert [each["title"] for each in word["papers"]][:2] == ["收件回执", "受理通知书"]
    assert len(word["files"]) > 0
    assert sheet["marks"], "the sum rests on figures nobody enacted, and says so"


def test_it_is_the_same_whatever_happened_since(tmp_path: Path) -> None:
    case = signed_by_handler()
    first, second = tmp_path / "now.pdf", tmp_path / "later.pdf"
    before = duty_sheet(case.number, cast.HANDLER)
    call_command("duty_sheet", case=case.number, person=cast.HANDLER, out=first)
    for username in (cast.RURAL_CHECK, cast.LICENCE_CHECK):
        seat = waiting_seat(case, username)
        give_opinion(seat.pk, Stance.APPROVE, by=who(username), at=SIGNED + timedelta(minutes=2))
    rows = case.filings.get().answers["roster"]
    spot = Spot("roster", rows[0]["line"], "phone")
    correct_fact(case.pk, spot, "13900000009", "核对原件。", by=who(cast.SECTION), at=SIGNED + timedelta(minutes=3))
    give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=who(cast.SECTION), at=LATER)
    assert duty_sheet(case.number, cast.HANDLER) == before
    call_command("duty_sheet", case=case.number, person=cast.HANDLER, out=second)
    assert first.read_bytes() == second.read_bytes()
    assert duty_sheet(case.number, cast.SECTION)["signed"][0]["filing"] == 2


def test_what_came_in_after_the_page_was_opened_is_told_apart() -> None:
    case = case_at("handle")
    opened = case.stream.length
    for minute, username in enumerate((cast.RURAL_CHECK, cast.HANDLER)):
        seat, at = waiting_seat(case, username), SIGNED + timedelta(minutes=minute)
        give_opinion(seat.pk, Stance.APPROVE, seen=opened, by=who(username), at=at)
    (first,), (second,) = (duty_sheet(case.number, name)["signed"] for name in (cast.RURAL_CHECK, cast.HANDLER))
    assert first["unseen"] == []
    assert [row["by"] for row in second["unseen"]] == [who(cast.RURAL_CHECK).name]


def test_whoever_was_renamed_since_stands_on_it_as_they_were_called() -> None:
    """The signer, who stands in for them, who spoke before and beside, the applicant and the unit."""
    case = case_at("handle")
    opened = case.stream.length
    desks = list(Desk.objects.filter(holdings__account=who(cast.HANDLER)))
    substitute(who(cast.HANDLER), who(cast.SECTION), desks, *AWAY, by=who(cast.HANDLER), at=SIGNED)
    for minute, (username, seated) in enumerate(((cast.RURAL_CHECK, cast.RURAL_CHECK), (cast.SECTION, cast.HANDLER))):
        seat, at = waiting_seat(case, seated), SIGNED + timedelta(minutes=minute)
        give_opinion(seat.pk, Stance.APPROVE, seen=opened, by=who(username), at=at)
    before = duty_sheet(case.number, cast.SECTION)
    (word,) = before["signed"]
    old = [who(cast.SECTION).name, who(cast.HANDLER).name, who(cast.RURAL_CHECK).name]
    assert [word["by"], word["in_place_of"], word["unseen"][0]["by"]] == old
    Account.objects.update(name="改过的姓名")
    Party.objects.update(name="改过名的学校")
    names = UnitName.objects.filter(unit=case.unit)
    names.update(until=date(2026, 12, 31))
    UnitName.objects.create(unit=case.unit, name="改过名的局", short="新局", mark="新", since=date(2027, 1, 1))
    assert duty_sheet(case.number, cast.SECTION) == before
    assert not list(breaks())


@pytest.mark.tampered
def test_a_name_is_part_of_the_link_it_stands_in() -> None:
    case = case_at("handle")
    triggers.lift(connection)
    Action.objects.filter(stream=case.stream, ordinal=1).update(by_name="别人")
    assert [each for each in breaks() if case.number in each]


def test_what_was_signed_anew_by_hand_is_not_told_as_bulk() -> None:
    case = case_at("section")
    start_bulk([waiting_seat(case).pk], by=who(cast.SECTION), at=SIGNED)
    runner.work(lambda: SIGNED)
    signed = Opinion.objects.get(by=who(cast.SECTION), seat__round__case=case)
    take_back(signed.seat_id, by=who(cast.SECTION), at=SIGNED + timedelta(minutes=1))
    give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=who(cast.SECTION), at=SIGNED + timedelta(minutes=2))
    assert [word["in_bulk"] for word in duty_sheet(case.number, cast.SECTION)["signed"]] == [True, False]


@pytest.mark.parametrize("seen", [None, 0, 10_000])
def test_a_page_that_cannot_have_been_is_left_out(seen: int | None) -> None:
    case = case_at("handle")
    seat = waiting_seat(case, cast.HANDLER)
    give_opinion(seat.pk, Stance.APPROVE, seen=seen, by=who(cast.HANDLER), at=SIGNED)
    assert "seen" not in seat.opinion.shown


def test_a_word_taken_back_stays_on_it() -> None:
    case = case_at("section")
    seat = waiting_seat(case)
    give_opinion(seat.pk, Stance.APPROVE, by=who(cast.SECTION), at=SIGNED)
    take_back(seat.pk, by=who(cast.SECTION), at=SIGNED + timedelta(minutes=1))
    (word,) = duty_sheet(case.number, cast.SECTION)["signed"]
    assert word["taken_back"] == "2026-04-07 14:01"


@pytest.mark.parametrize(
    ("number", "username", "refusal"),
    [
        ("410523-2026-999999", cast.HANDLER, "没有编号为"),
        ("", "nobody", "没有编号为"),
        (None, cast.SECTION, "没有签署过意见"),
    ],
)
def test_who_signed_nothing_has_no_sheet(number: str | None, username: str, refusal: str) -> None:
    case = case_at("handle")
    with pytest.raises(NotFound, match=refusal):
        duty_sheet(case.number if number is None else number, username)
    assert Account.objects.filter(username=cast.SECTION).exists()
