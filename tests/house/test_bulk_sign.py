"""One word for many seats: every rule of a single signature holds for each, and the rest goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house.seats.asking import colleague
from tests.situations import SIGNED, case_at, case_submitted, own_claim, waiting_seat
from workflow_app.approval.stance import Stance
from workflow_app.commands import bulk_sign as bulk
from workflow_app.commands.bulk_sign import MOST, MOST_CHOSEN, bulk_sign, start_bulk, stop_bulk
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.claim import claim
from workflow_app.commands.seat.recuse import recuse
from workflow_app.commands.withdraw import withdraw
from workflow_app.jobs import runner
from workflow_app.models import Account, BulkLine, BulkSigning, Case, Claim, Holding, Opinion
from workflow_app.policy.refusals import NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.desk.bulk import preview, progress_of, seats_matching
from workflow_app.queries.desk.inbox import Filter, waiting
from workflow_app.queries.workplace import workplace

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
PEOPLE = [(901, "wang"), (902, "li"), (904, "zhang"), (905, "chen")]


def waiting_for_section(count: int = 3) -> list[Case]:
    return [case_at("section", own_claim(serial, username)) for serial, username in PEOPLE[:count]]


def seats(cases: list[Case]) -> list[int]:
    return [waiting_seat(case).pk for case in cases]


def outcomes(signing: BulkSigning) -> list[str]:
    return list(signing.lines.order_by("pk").values_list("outcome", flat=True))


def test_each_is_signed_as_if_alone() -> None:
    cases = waiting_for_section()
    signing = start_bulk(seats(cases), "一并同意。", by=who(cast.SECTION), at=SIGNED)
    assert runner.work(lambda: LATER) > 0
    assert outcomes(signing) == ["done"] * 3
    assert {case.step for case in Case.objects.all()} == {"bureau_finance"}
    assert set(Opinion.objects.filter(by=who(cast.SECTION)).values_list("words", flat=True)) == {"一并同意。"}
    assert BulkSigning.objects.get().ended_at is not None


def test_what_cannot_be_signed_any_more_says_why_and_holds_nobody_up() -> None:
    cases = waiting_for_section(4)
    signing = start_bulk(seats(cases), by=who(cast.SECTION), at=SIGNED)
    withdraw(cases[0].pk, by=who("wang"), at=SIGNED)
    claim(waiting_seat(cases[1]).pk, by=colleague(cases[1], "section"), at=SIGNED)
    recuse(cases[2].pk, who(cast.SECTION), "亲属。", by=who(cast.SECTION), at=SIGNED)
    bulk_sign(signing.pk, at=LATER)
    lines = list(signing.lines.order_by("pk"))
    assert [line.outcome for line in lines] == ["refused"] * 3 + ["done"]
    assert "不在这个环节" in lines[0].sentence
    assert "签收" in lines[1].sentence
    assert "回避" in lines[2].sentence


def test_who_lost_the_desk_meanwhile_signs_nothing() -> None:
    cases = waiting_for_section(2)
    signing = start_bulk(seats(cases), by=who(cast.SECTION), at=SIGNED)
    Holding.objects.filter(account=who(cast.SECTION)).update(until=SIGNED.date() - timedelta(days=1))
    bulk_sign(signing.pk, at=LATER)
    assert outcomes(signing) == ["refused"] * 2
    assert {case.step for case in Case.objects.all()} == {"section"}


def test_it_goes_on_in_pieces_and_a_second_worker_signs_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 1)
    signing = start_bulk(seats(waiting_for_section()), by=who(cast.SECTION), at=SIGNED)
    assert bulk_sign(signing.pk, at=LATER) == 1
    runner.work(lambda: LATER)
    bulk_sign(signing.pk, at=LATER)
    assert outcomes(signing) == ["done"] * 3
    assert Opinion.objects.filter(by=who(cast.SECTION)).count() == 3


def test_it_can_be_stopped_and_what_is_signed_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 1)
    signing = start_bulk(seats(waiting_for_section()), by=who(cast.SECTION), at=SIGNED)
    bulk_sign(signing.pk, at=LATER)
    with pytest.raises(NotFound):
        stop_bulk(signing.pk, by=who(cast.HANDLER), at=LATER)
    stop_bulk(signing.pk, by=who(cast.SECTION), at=LATER)
    runner.work(lambda: LATER)
    assert outcomes(signing) == ["done", "stopped", "stopped"]
    with pytest.raises(NotPossibleNow, match="已经做完"):
        stop_bulk(signing.pk, by=who(cast.SECTION), at=LATER)


@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [
        pytest.param([], "请先在待办里勾选", id="nothing"),
        pytest.param([10**9], "都已经办理，或者不在您的岗位上", id="unknown"),
        pytest.param(list(range(MOST_CHOSEN + 1)), f"一次最多勾选{MOST_CHOSEN}件，现在有501件", id="too many ticked"),
    ],
)
def test_what_is_chosen_must_be_there(chosen: list[int], refusal: str) -> None:
    with pytest.raises(NotUnderstood, match=refusal):
        start_bulk(chosen, by=who(cast.SECTION), at=SIGNED)
    assert not BulkLine.objects.exists()


def test_more_is_signed_only_where_a_filter_found_it_and_within_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = waiting_for_section(3)
    monkeypatch.setattr(bulk, "MOST_CHOSEN", 2)
    with pytest.raises(NotUnderstood, match="一次最多勾选2件"):
        start_bulk(seats(cases), by=who(cast.SECTION), at=SIGNED)
    signing = start_bulk(seats(cases), matching=Filter(step="section"), by=who(cast.SECTION), at=SIGNED)
    assert signing.lines.count() == 3
    with pytest.raises(NotUnderstood, match=f"一次最多批量办理{MOST}件"):
        start_bulk(list(range(MOST + 1)), matching=Filter(), by=who(cast.SECTION), at=SIGNED)
    with pytest.raises(NotUnderstood, match="不在您的岗位上"):
        start_bulk(seats(cases), matching=Filter(step="meeting"), by=who(cast.SECTION), at=SIGNED)


def test_the_preview_tells_each_row_and_asks_no_more_for_more_rows(django_assert_max_num_queries: object) -> None:
    cases = waiting_for_section(4)
    recuse(cases[2].pk, who(cast.SECTION), "亲属。", by=who(cast.SECTION), at=SIGNED)
    give_opinion(waiting_seat(cases[3]).pk, Stance.APPROVE, by=who(cast.SECTION), at=SIGNED)
    gone = cases[3].rounds.get(step="section").seats.get().pk
    place = workplace(who(cast.SECTION), LATER.date())
    for chosen in ([seats(cases[:1])[0]], [*seats(cases[:3]), gone]):
        with django_assert_max_num_queries(4):
            rows = preview(place, chosen)
    assert [bool(row.why_not) for row in rows] == [True, True, False, False], "what cannot be signed comes first"
    assert "回避" in rows[0].why_not
    assert "已经办理" in rows[1].why_not


@pytest.mark.tampered
def test_cases_without_a_sum_ask_no_more_for_more_rows_either(django_assert_max_num_queries: object) -> None:
    cases = waiting_for_section(3)
    Case.objects.update(amount=0)
    Claim.objects.filter(case=cases[1]).update(state="struck_off", amount=0, reason="重复申领")
    place, chosen = workplace(who(cast.SECTION), LATER.date()), seats(cases)
    with django_assert_max_num_queries(4):
        rows = preview(place, chosen)
    assert ["已全部核减" in row.why_not for row in rows] == [True, False, False]


def test_open_points_keep_a_row_out_of_it() -> None:
    case = case_at("handle", case_submitted(checked=False))
    (row,) = preview(workplace(who(cast.HANDLER), LATER.date()), [waiting_seat(case, cast.HANDLER).pk])
    assert "还有1处" in row.why_not


def test_everything_a_filter_finds_can_be_chosen() -> None:
    cases = waiting_for_section()
    place = workplace(who(cast.SECTION), LATER.date())
    assert seats_matching(place, Filter(step="section"), 5) == seats(cases)
    assert seats_matching(place, Filter(step="meeting"), 5) == []
    assert len(seats_matching(place, Filter(), 1)) == 2
    assert waiting(place).count() == 3


def test_progress_is_ones_own() -> None:
    signing = start_bulk(seats(waiting_for_section(2)), by=who(cast.SECTION), at=SIGNED)
    bulk_sign(signing.pk, at=LATER)
    told = progress_of(signing.pk, who(cast.SECTION), LATER)
    assert (told.total, told.done, told.percent) == (2, 2, 100)
    with pytest.raises(NotFound):
        progress_of(signing.pk, who(cast.HANDLER), LATER)


def test_nobody_reads_of_seats_that_are_not_theirs() -> None:
    cases = waiting_for_section(2)
    signing = start_bulk([*seats(cases)], by=who(cast.SECTION), at=SIGNED)
    assert signing.lines.count() == 2
    with pytest.raises(NotUnderstood, match="不在您的岗位上"):
        start_bulk(seats(cases), by=who(cast.HANDLER_ELSEWHERE), at=SIGNED)


def test_an_account_shut_meanwhile_signs_nothing() -> None:
    signing = start_bulk(seats(waiting_for_section(1)), by=who(cast.SECTION), at=SIGNED)
    Account.objects.filter(username=cast.SECTION).update(is_active=False)
    bulk_sign(signing.pk, at=LATER)
    assert signing.lines.get().sentence == "您的账号已经停用，没有签署。"
