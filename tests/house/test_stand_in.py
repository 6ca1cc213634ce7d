"""Substitution for some days, and hand-over for good."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.seats.asking import colleague
from tests.situations import SIGNED, case_at, waiting_seat
from workflow_app.approval.stance import Stance
from workflow_app.commands.establish import appoint
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.held import ORGANISATION
from workflow_app.commands.seat.claim import claim
from workflow_app.commands.seat.delegate import delegate
from workflow_app.commands.stand_in import end_substitution, hand_over, substitute
from workflow_app.management.acting import SINCE
from workflow_app.models import Account, Case, Delegation, Desk, Holding, Opinion, Seat
from workflow_app.policy.refusals import NotAllowed, NotUnderstood
from workflow_app.queries.audit.fsck import broken
from workflow_app.queries.scope import desks_of

pytestmark = pytest.mark.usefixtures("city")
TODAY = SIGNED.date()
WEEK = TODAY + timedelta(days=7)
A = Stance.APPROVE


def desks(username: str) -> list[Desk]:
    return list(desks_of(who(username), TODAY))


def away(until: date = WEEK, by: str = cast.SECTION, whom: str = cast.INTAKE) -> list[Holding]:
    """The head of section is away; the window sits in."""
    return substitute(who(cast.SECTION), who(whom), desks(cast.SECTION), TODAY, until, by=who(by), at=SIGNED)


def test_a_substitute_signs_and_the_opinion_names_both() -> None:
    case = case_at("section")
    substitute(
        who(cast.SECTION), who(cast.BUREAU_HEAD), desks(cast.SECTION), TODAY, WEEK, by=who(cast.SECTION), at=SIGNED
    )
    seat = waiting_seat(case)
    give_opinion(seat.pk, A, by=who(cast.BUREAU_HEAD), at=SIGNED)
    word = Opinion.objects.get(seat=seat)
    assert (word.by, word.in_place_of) == (who(cast.BUREAU_HEAD), who(cast.SECTION))
    assert record.last(ORGANISATION).verb == "substitute"


def test_a_substitute_is_bound_by_what_they_did_themselves() -> None:
    """The window accepted the case; accepting and reviewing may be one person's, handling and reviewing not."""
    case = case_at("section")
    away(whom=cast.HANDLER)
    with pytest.raises(NotAllowed, match="做过“经办初审”"):
        give_opinion(waiting_seat(case).pk, A, by=who(cast.HANDLER), at=SIGNED)


def test_a_substitution_ends_by_itself_and_earlier_when_somebody_is_back() -> None:
    case = case_at("section")
    (row,) = away()
    end_substitution(row.pk, by=who(cast.SECTION), at=SIGNED)
    assert Holding.objects.get(pk=row.pk).until == TODAY
    with pytest.raises(NotAllowed, match="您不在这个岗位上"):
        give_opinion(waiting_seat(case).pk, A, by=who(cast.INTAKE), at=SIGNED + timedelta(days=1))
    with pytest.raises(NotUnderstood, match="没有这项正在进行的代理"):
        end_substitution(row.pk, by=who(cast.SECTION), at=SIGNED + timedelta(days=1))


def test_one_that_has_not_begun_never_begins() -> None:
    tomorrow = TODAY + timedelta(days=1)
    (row,) = substitute(
        who(cast.SECTION), who(cast.INTAKE), desks(cast.SECTION), tomorrow, WEEK, by=who(cast.SECTION), at=SIGNED
    )
    end_substitution(row.pk, by=who(cast.SECTION), at=SIGNED)
    assert not Holding.objects.filter(pk=row.pk).exists()


REFUSED = [
    pytest.param({"until": TODAY - timedelta(days=1)}, "起止日期不对", id="over before it begins"),
    pytest.param({"until": TODAY + timedelta(days=93)}, "最长92天", id="too long"),
    pytest.param({"whom": cast.SECTION}, "另一位在岗的工作人员", id="oneself"),
    pytest.param({"whom": cast.TRAINEE}, "另一位在岗的工作人员", id="no officer"),
    pytest.param({"whom": cast.HANDLER_ELSEWHERE}, "不在“.+”所在单位的岗位上", id="another county"),
]


@pytest.mark.parametrize(("change", "refusal"), REFUSED)
def test_days_and_people_must_fit(change: dict[str, object], refusal: str) -> None:
    with pytest.raises(NotUnderstood, match=refusal):
        away(**change)


def test_nobody_arranges_it_for_others_but_who_leads_the_unit() -> None:
    with pytest.raises(NotAllowed, match="由单位负责人安排"):
        away(by=cast.HANDLER)
    away(by=cast.BUREAU_HEAD)


def test_the_desks_that_are_lent_are_chosen_and_no_other_is() -> None:
    """Of three desks two are lent; every refusal names the desk it is about."""
    unit = case_at("section").unit
    for role in ("employment", "loan_office"):
        appoint(who(cast.SECTION), role, unit.kind, unit.region, since=SINCE, at=SIGNED)
    mine = {desk.role: desk for desk in desks(cast.SECTION)}
    lent = [mine["section"], mine["loan_office"], mine["section"]]
    rows = substitute(who(cast.SECTION), who(cast.INTAKE), lent, TODAY, WEEK, by=who(cast.SECTION), at=SIGNED)
    assert {row.desk.role for row in rows} == {"section", "loan_office"}
    sits = set(desks_of(who(cast.INTAKE), TODAY).values_list("role", flat=True))
    assert "employment" not in sits
    assert {"section", "loan_office"} <= sits
    again = [mine["employment"], mine["section"]]
    with pytest.raises(NotUnderstood, match=f"已经坐在“{mine['section'].title}”，不用再代理；请去掉这个岗位"):
        substitute(who(cast.SECTION), who(cast.INTAKE), again, TODAY, WEEK, by=who(cast.SECTION), at=SIGNED)
    foreign = [mine["employment"], *desks(cast.HANDLER)]
    with pytest.raises(
        NotUnderstood, match=f"“{foreign[1].title}”在起始那天不是{who(cast.SECTION).name}自己在岗的岗位"
    ):
        substitute(who(cast.SECTION), who(cast.INTAKE), foreign, TODAY, WEEK, by=who(cast.SECTION), at=SIGNED)
    with pytest.raises(NotUnderstood, match="请至少勾选一个"):
        substitute(who(cast.SECTION), who(cast.INTAKE), [], TODAY, WEEK, by=who(cast.SECTION), at=SIGNED)
    assert Holding.objects.filter(in_place_of=who(cast.SECTION)).count() == 2


def test_a_borrowed_desk_is_not_lent_on_nor_twice() -> None:
    away()
    with pytest.raises(NotUnderstood, match="不能再转给第三人"):
        substitute(
            who(cast.INTAKE), who(cast.HANDLER), desks(cast.SECTION), TODAY, WEEK, by=who(cast.INTAKE), at=SIGNED
        )
    with pytest.raises(NotUnderstood, match="已经坐在"):
        away()


def in_hand() -> tuple[Case, Seat, Account]:
    """A second person of the section has claimed the case."""
    case = case_at("section")
    second, seat = colleague(case, "section"), waiting_seat(case)
    claim(seat.pk, by=second, at=SIGNED)
    return case, seat, second


def test_what_lay_in_the_hands_of_who_leaves_goes_back_to_the_desk() -> None:
    case, seat, second = in_hand()
    moved = hand_over(second, who(cast.INTAKE), TODAY, by=who(cast.BUREAU_HEAD), at=SIGNED)
    assert moved == 1
    assert Seat.objects.get(pk=seat.pk).holder is None
    assert record.last(f"case:{case.number}").verb == "hand_over"
    tomorrow = SIGNED + timedelta(days=1)
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=tomorrow)
    assert not desks_of(second, tomorrow.date()).exists()
    assert desks_of(who(cast.INTAKE), tomorrow.date()).filter(role="section").exists()
    assert not list(broken())


def test_what_was_delegated_to_who_leaves_comes_back() -> None:
    case = case_at("section")
    second = colleague(case, "employment")
    delegate(waiting_seat(case).pk, second, "请核对。", by=who(cast.SECTION), at=SIGNED)
    assert hand_over(second, None, TODAY, by=who(cast.BUREAU_HEAD), at=SIGNED) == 1
    assert Delegation.objects.get().ended_at == SIGNED
    give_opinion(waiting_seat(case).pk, A, by=who(cast.SECTION), at=SIGNED)


HAND_OVERS = [
    pytest.param({"last_day": TODAY - timedelta(days=1)}, NotUnderstood, "不能早于今天", id="yesterday"),
    pytest.param({"leaver": cast.TRAINEE}, NotUnderstood, "没有岗位可以交接", id="no officer"),
    pytest.param({"to": cast.BUREAU_HEAD}, NotAllowed, "不能把岗位交给自己", id="to who arranges"),
    pytest.param({"to": cast.HANDLER_ELSEWHERE}, NotUnderstood, "在其他单位任职", id="to an officer of elsewhere"),
    pytest.param(
        {"leaver": cast.BUREAU_HEAD, "by": cast.DEPUTY_HEAD},
        NotAllowed,
        "局长本人或者上级单位",
        id="the head by a deputy",
    ),
    pytest.param({"to": cast.SECTION}, NotUnderstood, "另一位启用账号的工作人员", id="to themself"),
    pytest.param({"by": cast.SECTION}, NotAllowed, "由单位负责人办理", id="by themself"),
    pytest.param({"by": cast.HANDLER_ELSEWHERE}, NotAllowed, "由单位负责人办理", id="by a stranger"),
]


@pytest.mark.parametrize(("change", "kind", "refusal"), HAND_OVERS)
def test_a_hand_over_must_fit(change: dict[str, object], kind: type[Exception], refusal: str) -> None:
    said = {"leaver": cast.SECTION, "to": cast.INTAKE, "last_day": TODAY, "by": cast.BUREAU_HEAD} | change
    with pytest.raises(kind, match=refusal):
        hand_over(who(said["leaver"]), who(said["to"]), said["last_day"], by=who(said["by"]), at=SIGNED)


def newcomer() -> Account:
    return Account.objects.create(username="newcomer", name="新来的", is_officer=True, password="!")


def hands_over(leaver: str = cast.SECTION, to: Account | None = None, by: str = cast.BUREAU_HEAD) -> None:
    hand_over(who(leaver), to, TODAY, by=who(by), at=SIGNED)


def test_who_has_no_desk_anywhere_may_be_the_successor() -> None:
    hands_over(to=newcomer())
    assert desks_of(who("newcomer"), TODAY + timedelta(days=1)).get().role == "section"


def test_a_deputy_does_not_take_the_heads_desk_even_sitting_in_for_the_head() -> None:
    head, deputy = who(cast.BUREAU_HEAD), who(cast.DEPUTY_HEAD)
    substitute(head, deputy, desks(cast.BUREAU_HEAD), TODAY, WEEK, by=head, at=SIGNED)
    for to in (deputy, who(cast.SECTION)):
        with pytest.raises(NotAllowed, match="局长本人或者上级单位"):
            hands_over(cast.BUREAU_HEAD, to, cast.DEPUTY_HEAD)
    hands_over(cast.BUREAU_HEAD, deputy)


def test_the_city_hands_over_for_a_head_who_is_gone() -> None:
    appoint(who(cast.STRANGER), "deputy_head", "hrss", "410500", since=SINCE, at=SIGNED)
    hands_over(cast.BUREAU_HEAD, who(cast.DEPUTY_HEAD), cast.STRANGER)


def test_every_unit_whose_desk_moves_is_led_by_who_arranges() -> None:
    appoint(who(cast.SECTION), "section", "hrss", "410581", since=SINCE, at=SIGNED)
    with pytest.raises(NotAllowed, match="每个岗位都要在您负责的单位"):
        hands_over()
    assert Holding.objects.filter(account=who(cast.SECTION), until=None).count() == 2


def test_every_substitution_of_the_leaver_is_over_with_the_last_day() -> None:
    section, later = who(cast.SECTION), TODAY + timedelta(days=3)
    own = desks(cast.SECTION)
    for username, since in ((cast.INTAKE, TODAY), (cast.HANDLER, later)):
        other, theirs = who(username), desks(username)
        substitute(section, other, own, since, WEEK, by=section, at=SIGNED)
        substitute(other, section, theirs, since, WEEK, by=other, at=SIGNED)
    hands_over()
    left = Holding.objects.filter(in_place_of__isnull=False)
    assert sorted(left.values_list("account__username", "until")) == [(cast.INTAKE, TODAY), (cast.SECTION, TODAY)]


def test_what_the_leaver_would_have_held_later_is_the_successors_from_then_on() -> None:
    later = TODAY + timedelta(days=10)
    appoint(who(cast.SECTION), "employment", "hrss", "410523", since=later, at=SIGNED)
    hands_over(to=who(cast.INTAKE))
    assert not Holding.objects.filter(account=who(cast.SECTION), desk__role="employment").exists()
    assert Holding.objects.get(account=who(cast.INTAKE), desk__role="employment").since == later
    assert not list(broken())
