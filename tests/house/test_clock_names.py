"""Which parameter holds a limit is the procedure's to say: under whatever name, it is reckoned by that one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.second_version import Declare, Release, Steps, named
from tests.situations import (
    ITEM,
    NOTICED,
    SIGNED,
    awaiting_correction,
    case_at,
    case_submitted,
    on_notice,
    own_claim,
    waiting_seat,
)
from workflow_app.commands.beside_the_route.extend import ask_extension
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.expire import expire
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.models import Action, Case, Deadline, IssuedDocument
from workflow_app.models.edition import edition_of
from workflow_app.policy.item import Clocks
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.desk.notices import preview
from workflow_app.queries.public.item_page import guide
from workflow_app.queries.workplace import workplace

# Working days in the policy played with: step.data_check 3, step.handle 5, clock.notice 5, clock.statutory 20.
THREE, FIVE, TWENTY = "step.data_check", "step.handle", "clock.statutory"
THREE_DAYS_OVER = moment("2026-04-11 00:05")  # filed on Tuesday the 7th
FIVE_DAYS_OVER = moment("2026-04-15 00:05")
TWENTY_DAYS_OVER = moment(
    "2026-05-10 00:20"
)  # on notice since the 8th of April; 1 to 5 May are off, Saturday the 9th is not


def limited(step: str, parameter: str) -> Callable[[Steps], None]:
    """A change of the route: that step has that limit."""

    def change(steps: Steps) -> None:
        named(steps, step)["limit"] = parameter

    return change


def clock(case: Case, kind: str) -> Deadline:
    return Deadline.objects.filter(case=case, kind=kind).latest("pk")


def due(case: Case, kind: str) -> tuple[str, object]:
    row = clock(case, kind)
    return row.parameter, row.due_on


def test_silence_about_receipt_speaks_when_the_limit_the_procedure_names_is_over(
    release: Release, declared: Declare
) -> None:
    release(limited("receive", THREE))
    declared(clocks=Clocks(receipt=THREE))
    case = own_claim()
    assert f"{clock(case, 'receipt').due_on:%m-%d}" == "04-10"
    assert expire(clock(case, "receipt").pk, at=THREE_DAYS_OVER)
    assert Case.objects.get(pk=case.pk).state == "accepted"


def test_a_step_has_the_usual_name_and_says_nothing_where_the_procedure_names_another(declared: Declare) -> None:
    declared(clocks=Clocks(receipt=THREE))
    case = own_claim()
    assert set(case.deadlines.values_list("kind", "parameter")) == {("seat", "clock.receipt")}


def test_a_correction_that_never_comes_is_one_under_any_name(release: Release, declared: Declare) -> None:
    release(limited("correct", FIVE))
    declared(clocks=Clocks(correction=FIVE))
    case = awaiting_correction()
    assert f"{clock(case, 'correction').due_on:%m-%d}" == "04-14"
    assert expire(clock(case, "correction").pk, at=FIVE_DAYS_OVER)
    assert Case.objects.get(pk=case.pk).state == "deemed_withdrawn"


def test_who_is_asked_after_acceptance_has_the_days_of_the_correction_the_procedure_names(declared: Declare) -> None:
    declared(clocks=Clocks(correction=FIVE))
    case = case_at("section")
    points = (("person", "电话打不通，请更正。"),)
    ask_applicant(waiting_seat(case).pk, points, by=who(cast.SECTION), at=SIGNED)
    assert (clock(case, "correction").parameter, clock(case, "correction").days) == (FIVE, 5)
    assert IssuedDocument.objects.get(case=case, kind="supplement").data["due_on"] == "2026-04-14"


def test_a_limit_is_extended_by_the_days_the_procedure_names(declared: Declare) -> None:
    declared(clocks=Clocks(extension=THREE))
    case = case_at("handle")
    with pytest.raises(NotUnderstood, match="1至3天"):
        ask_extension(case.pk, 4, "核对名单需要时间", by=who(cast.HANDLER), at=SIGNED)
    assert ask_extension(case.pk, 3, "核对名单需要时间", by=who(cast.HANDLER), at=SIGNED).days == 3


def test_the_clocks_of_handling_are_those_the_procedure_names(declared: Declare) -> None:
    usual = case_at("handle", own_claim(901))
    declared(clocks=Clocks(promised=TWENTY, statutory=FIVE))
    other = case_at("handle", case_submitted())
    assert due(other, "promised") == (TWENTY, due(usual, "statutory")[1])
    assert due(other, "statutory")[0] == FIVE
    paper = IssuedDocument.objects.get(case=other, kind="acceptance").data
    assert (paper["case"]["promised_days"], paper["case"]["statutory_days"]) == (20, 5)
    told = [mark for mark in paper["marks"] if "时限为" in mark]
    assert ["参照" in mark for mark in told] == [False, True], "five days are a sample, the twenty another law's"


def test_the_days_of_a_notice_are_those_the_procedure_names(declared: Declare) -> None:
    declared(clocks=Clocks(notice=TWENTY))
    policy = edition_of(case := case_at("notice")).on(NOTICED.date())
    place = workplace(who(cast.HANDLER), NOTICED.date())
    assert preview(place, [case.pk]).days == 20
    notice = on_notice(case)
    assert notice.days == policy.limit(TWENTY).days == 20
    assert end_notice(notice.pk, at=TWENTY_DAYS_OVER)
    for chain in (notice.stream.key, f"case:{case.number}"):
        act = Action.objects.get(stream__key=chain, verb__in=("end_notice", "leave_notice"))
        assert act.body["basis"].startswith("公示期20个工作日，《中华人民共和国行政许可法》第四十二条")


def test_the_guide_tells_the_limits_the_procedure_names(declared: Declare) -> None:
    declared(clocks=Clocks(receipt=THREE, promised=FIVE, statutory=TWENTY))
    offer = guide(ITEM, SIGNED.date()).offers[0]
    assert [(title, figure.text) for title, figure in offer.limits] == [
        ("受理", "3个工作日"),
        ("承诺办结", "5个工作日"),
        ("法定办结", "20个工作日"),
    ]
