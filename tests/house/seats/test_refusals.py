"""What each act on a seat refuses, and what it leaves in the record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.seats.asking import QUORUMS, asked, colleague, seat_of, sits_at
from tests.situations import (
    DETERMINED,
    SIGNED,
    case_at,
    case_on_notice,
    case_submitted,
    case_to_confirm,
    own_claim,
    waiting_seat,
)
from workflow_app.approval.quorum import Beside
from workflow_app.approval.stance import Stance
from workflow_app.commands.establish import represent
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.add_seat import MOST, add_seat, remove_seat
from workflow_app.commands.seat.claim import claim, release
from workflow_app.commands.seat.delegate import answer, delegate, recall
from workflow_app.commands.seat.recuse import recuse
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.seat.send_copy import read_copy, send_copy
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.seat.transfer import transfer
from workflow_app.management import acting
from workflow_app.management.acting import SINCE
from workflow_app.models import CarbonCopy, Case, Deadline, Delegation, Desk, Holding, Opinion, Pause, Seat
from workflow_app.policy.refusals import (
    AlreadyDone,
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
    SeparationOfDuties,
)
from workflow_app.queries.audit.fsck import broken
from workflow_app.queries.law.returnable import returnable
from workflow_app.queries.scope import visible_cases

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def chain(case: Case) -> str:
    return f"case:{case.number}"


def at_section() -> tuple[Case, Seat]:
    case = case_at("section")
    return case, waiting_seat(case)


# 签收


def test_what_one_has_claimed_another_does_not_sign() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    claim(seat.pk, by=second, at=LATER)
    with pytest.raises(NotAllowed, match=f"已由{second.name}签收"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotAllowed, match="签收"):
        claim(seat.pk, by=who(cast.SECTION), at=LATER)
    give_opinion(seat.pk, A, by=second, at=LATER)
    assert record.verbs(chain(case))[-2:] == ["claim", "give_opinion"]


def test_claiming_twice_is_once() -> None:
    case, seat = at_section()
    for _ in range(2):
        claim(seat.pk, by=who(cast.SECTION), at=LATER)
    assert record.verbs(chain(case)).count("claim") == 1


def test_a_seat_in_the_hands_of_who_left_the_desk_is_taken_over() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    claim(seat.pk, by=second, at=LATER)
    Holding.objects.filter(account=second).update(until=SIGNED.date() - timedelta(days=1))
    with pytest.raises(NotAllowed, match="已不在这个岗位；请先签收到您名下"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    claim(seat.pk, by=who(cast.SECTION), at=LATER)
    assert record.last(chain(case)).body == {"seat": seat.pk, "from": second.pk}
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)


@pytest.mark.parametrize("username", [cast.HANDLER, cast.TRAINEE, cast.HANDLER_ELSEWHERE])
def test_nobody_claims_what_is_not_their_desks(username: str) -> None:
    _, seat = at_section()
    with pytest.raises(NotAllowed, match="您不在这个岗位上"):
        claim(seat.pk, by=who(username), at=LATER)


def test_only_who_holds_it_gives_it_back() -> None:
    case, seat = at_section()
    with pytest.raises(NotAllowed, match="不在您名下"):
        release(seat.pk, by=who(cast.SECTION), at=LATER)
    claim(seat.pk, by=who(cast.SECTION), at=LATER)
    release(seat.pk, by=who(cast.SECTION), at=LATER)
    assert Seat.objects.get(pk=seat.pk).holder is None
    give_opinion(seat.pk, A, by=colleague(case, "section"), at=LATER)


# 转办


def test_the_opinion_names_both_who_passed_it_on_and_who_signed() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    transfer(seat.pk, second, "今天外出。", by=who(cast.SECTION), at=LATER)
    assert record.last(chain(case)).body == {"seat": seat.pk, "to": second.pk, "reason": "今天外出。"}
    with pytest.raises(NotAllowed, match=f"已由{second.name}签收"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    give_opinion(seat.pk, A, by=second, at=LATER)
    word = Opinion.objects.get(seat=seat)
    assert (word.by, word.in_place_of) == (second, who(cast.SECTION))


@pytest.mark.parametrize(
    ("to", "words", "refusal"),
    [
        pytest.param(cast.HANDLER, "外出。", "只能转给“职业能力建设股”这个岗位上的其他人", id="another desk"),
        pytest.param(cast.SECTION, "外出。", "岗位上的其他人", id="oneself"),
        pytest.param(cast.HANDLER, " ", "请写明转办的原因", id="without a reason"),
    ],
)
def test_a_seat_is_passed_on_within_its_desk_and_with_a_reason(to: str, words: str, refusal: str) -> None:
    _, seat = at_section()
    with pytest.raises(NotUnderstood, match=refusal):
        transfer(seat.pk, who(to), words, by=who(cast.SECTION), at=LATER)


def test_a_seat_is_not_passed_to_whom_the_case_is_barred() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    recuse(case.pk, second, "亲属。", by=second, at=LATER)
    with pytest.raises(SeparationOfDuties, match=f"不能转给{second.name}：对方对本件已经回避"):
        transfer(seat.pk, second, "外出。", by=who(cast.SECTION), at=LATER)


# 委派


def test_who_delegated_signs_after_the_answer_came_back() -> None:
    case, seat = at_section()
    lent = delegate(seat.pk, who(cast.INTAKE), "请到学校核对签到表。", by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotPossibleNow, match=f"已委派{who(cast.INTAKE).name}办理，还没有交回"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    answer(lent.pk, "签到表与名单一致。", by=who(cast.INTAKE), at=LATER)
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    assert record.verbs(chain(case))[-3:] == ["delegate", "answer_delegation", "give_opinion"]
    assert Opinion.objects.get(seat=seat).by == who(cast.SECTION)


def test_a_delegate_sees_the_case_and_nobody_else_answers() -> None:
    case = case_at("handle")
    seat = waiting_seat(case, cast.RURAL_CHECK)
    helper = colleague(case, "employment")
    Holding.objects.filter(account=helper).update(desk=seat.desk)
    lent = delegate(seat.pk, helper, "请核对。", by=who(cast.RURAL_CHECK), at=LATER)
    assert visible_cases(helper, LATER.date()).filter(pk=case.pk).exists()
    with pytest.raises(NotFound, match="没有找到这件委派"):
        answer(lent.pk, "一致。", by=who(cast.HANDLER), at=LATER)
    with pytest.raises(NotUnderstood, match="请写明办理结果"):
        answer(lent.pk, " ", by=helper, at=LATER)


def test_an_answer_that_came_too_late_is_told_so() -> None:
    _, seat = at_section()
    lent = delegate(seat.pk, who(cast.INTAKE), "请核对。", by=who(cast.SECTION), at=LATER)
    recall(lent.pk, by=who(cast.SECTION), at=LATER)
    with pytest.raises(AlreadyDone, match="已经收回"):
        answer(lent.pk, "一致。", by=who(cast.INTAKE), at=LATER)
    with pytest.raises(AlreadyDone):
        recall(lent.pk, by=who(cast.SECTION), at=LATER)
    assert Delegation.objects.get().answer == ""


def test_a_delegation_ends_with_its_step() -> None:
    """In 或签 a colleague's word decides while somebody else still looks."""
    case = asked(QUORUMS["any"])
    lent = delegate(seat_of(case, "section").pk, who(cast.INTAKE), "请核对。", by=who(cast.SECTION), at=LATER)
    other = seat_of(case, "employment")
    give_opinion(other.pk, A, by=sits_at(case, "employment"), at=LATER)
    with pytest.raises(AlreadyDone, match="本件已到别的环节"):
        answer(lent.pk, "一致。", by=who(cast.INTAKE), at=LATER)


@pytest.mark.parametrize(
    ("to", "refusal"), [(cast.SECTION, "本单位在岗的其他人"), (cast.RURAL_CHECK, "本单位在岗的其他人")]
)
def test_one_delegates_to_another_person_of_the_unit(to: str, refusal: str) -> None:
    _, seat = at_section()
    with pytest.raises(NotUnderstood, match=refusal):
        delegate(seat.pk, who(to), "请核对。", by=who(cast.SECTION), at=LATER)


def test_nobody_delegates_to_whose_matter_it_is() -> None:
    case, seat = at_section()
    represent(who(cast.INTAKE), case.applicant, "agent", since=SINCE, at=SIGNED)
    with pytest.raises(NotAllowed, match="应当回避本件，不能委派"):
        delegate(seat.pk, who(cast.INTAKE), "请核对。", by=who(cast.SECTION), at=LATER)


def test_a_delegated_seat_is_neither_lent_again_nor_passed_on_nor_added_to_nor_given_back() -> None:
    case, seat = at_section()
    second, by = colleague(case, "section"), who(cast.SECTION)
    delegate(seat.pk, who(cast.INTAKE), "请核对。", by=by, at=LATER)
    desk = Desk.objects.get(unit=case.unit, role="employment")
    for act in (
        lambda: delegate(seat.pk, who(cast.HANDLER), "请核对。", by=by, at=LATER),
        lambda: transfer(seat.pk, second, "外出。", by=by, at=LATER),
        lambda: add_seat(seat.pk, desk.pk, Beside.AFTER, "请看。", by=by, at=LATER),
        lambda: release(seat.pk, by=by, at=LATER),
    ):
        with pytest.raises(NotPossibleNow, match="委派"):
            act()


# 加签, 减签


def desk_of(case: Case, role: str) -> int:
    return Desk.objects.get(unit=case.unit, role=role).pk


def test_an_added_seat_is_asked_and_its_no_counts() -> None:
    case, seat = at_section()
    added = add_seat(seat.pk, desk_of(case, "employment"), Beside.BEFORE, "请先把关。", by=who(cast.SECTION), at=LATER)
    assert (Seat.objects.get(pk=added.pk).waiting, Seat.objects.get(pk=seat.pk).waiting) == (True, False)
    give_opinion(added.pk, R, "名单与登记不符。", by=sits_at(case, "employment"), at=LATER)
    assert Case.objects.get(pk=case.pk).step == "refuse"


def test_only_who_added_a_seat_takes_it_out_and_only_while_it_is_silent() -> None:
    case, seat = at_section()
    added = add_seat(seat.pk, desk_of(case, "employment"), Beside.TOGETHER, "请把关。", by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotAllowed, match="只有加签的人"):
        remove_seat(added.pk, by=colleague(case, "section"), at=LATER)
    give_opinion(added.pk, A, by=sits_at(case, "employment"), at=LATER)
    with pytest.raises(NotPossibleNow, match="已经签署、已经减签"):
        remove_seat(added.pk, by=who(cast.SECTION), at=LATER)


def test_a_seat_is_removed_from_beside_several_that_were_added_since() -> None:
    """Everybody left moves up by one, and nobody onto the place of somebody who has not moved yet."""
    case, seat = at_section()
    desks = [Desk.objects.get(unit=case.unit, role=role) for role in ("other_deputy_head", "employment", "insurance")]
    hows = (Beside.TOGETHER, Beside.AFTER, Beside.BEFORE)
    added = [
        add_seat(seat.pk, desk.pk, how, "请一并把关。", by=who(cast.SECTION), at=LATER)
        for desk, how in zip(desks, hows, strict=True)
    ]
    remove_seat(added[0].pk, by=who(cast.SECTION), at=LATER)
    left = Seat.objects.filter(round=seat.round, removed_at=None).order_by("place")
    assert [row.desk.role for row in left] == ["insurance", "section", "employment"]
    assert not list(broken())


@pytest.mark.parametrize("how", [Beside.AFTER, Beside.TOGETHER])
def test_the_last_seat_that_is_asked_is_not_removed_before_ones_own_word_is_taken_back(how: Beside) -> None:
    """Otherwise the round would be decided and open for ever: nobody is asked there any more."""
    case, seat = at_section()
    desk = Desk.objects.get(unit=case.unit, role="other_deputy_head")
    added = add_seat(seat.pk, desk.pk, how, "请一并把关。", by=who(cast.SECTION), at=LATER)
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotPossibleNow, match="请先收回您的意见"):
        remove_seat(added.pk, by=who(cast.SECTION), at=LATER)
    take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    remove_seat(added.pk, by=who(cast.SECTION), at=LATER)
    assert give_opinion(seat_of(case, "section").pk, A, by=who(cast.SECTION), at=LATER).step != "section"


def test_a_desk_signs_once_and_an_empty_one_never() -> None:
    case, seat = at_section()
    with pytest.raises(NotUnderstood, match="已经在本环节签署"):
        add_seat(seat.pk, seat.desk_id, Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)
    Holding.objects.filter(desk__role="employment").update(until=SIGNED.date() - timedelta(days=1))
    with pytest.raises(NotUnderstood, match="没有人在岗"):
        add_seat(seat.pk, desk_of(case, "employment"), Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)


def test_a_strangers_desk_is_not_added() -> None:
    _, seat = at_section()
    elsewhere = Desk.objects.get(unit__region="410581", unit__kind="hrss", role="section")
    with pytest.raises(NotFound, match="不能参加本件的会签"):
        add_seat(seat.pk, elsewhere.pk, Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)


def test_somebody_adds_five_seats_and_no_more() -> None:
    case, seat = at_section()
    roles = list(Desk.objects.filter(unit=case.unit).exclude(pk=seat.desk_id).values_list("role", flat=True))
    assert len(roles) > MOST
    for role in roles[:MOST]:
        add_seat(seat.pk, desk_of(case, role), Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotPossibleNow, match=f"已经加签{MOST}个"):
        add_seat(seat.pk, desk_of(case, roles[MOST]), Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)


def test_a_meeting_takes_in_nobody_and_sends_back_by_its_votes_alone() -> None:
    case = case_at("meeting", case_submitted(size=51))
    seat = waiting_seat(case, cast.OTHER_DEPUTY)
    with pytest.raises(NotPossibleNow, match="会议的成员由会议规则确定"):
        add_seat(seat.pk, desk_of(case, "section"), Beside.AFTER, "请看。", by=who(cast.OTHER_DEPUTY), at=LATER)
    with pytest.raises(NotPossibleNow, match="会议以表决作出决定"):
        send_back(seat.pk, "handle", "再核。", by=who(cast.OTHER_DEPUTY), at=LATER)


# 退回


def test_a_case_is_sent_back_over_several_steps_and_the_reason_goes_along() -> None:
    case = case_at("deputy_head")
    seat = waiting_seat(case)
    back = send_back(seat.pk, "handle", "第1行证书要再核。", by=who(cast.DEPUTY_HEAD), at=LATER)
    assert (back.step, back.state) == ("handle", "accepted")
    word = Opinion.objects.get(seat=seat)
    assert (word.stance, word.back_to, word.words) == ("return", "handle", "第1行证书要再核。")
    assert record.last(chain(case)).body["to"] == "handle"
    assert not Deadline.objects.filter(round__step="deputy_head", state="armed").exists()


@pytest.mark.parametrize("to", ["receive", "correct", "confirm", "section", "nowhere", ""])
def test_a_case_goes_only_where_it_has_been_since_its_acceptance(to: str) -> None:
    _, seat = at_section()
    with pytest.raises(NotPossibleNow, match="不能退回到这个环节"):
        send_back(seat.pk, to, "再核。", by=who(cast.SECTION), at=LATER)


def test_another_office_says_its_word_and_does_not_pull_the_case_out() -> None:
    case = case_at("section")
    case = send_back(waiting_seat(case).pk, "handle", "再核。", by=who(cast.SECTION), at=LATER)
    seat = waiting_seat(case, cast.RURAL_CHECK)
    with pytest.raises(NotAllowed, match="退回到前面的环节由承办单位办理"):
        send_back(seat.pk, "section", "不清楚。", by=who(cast.RURAL_CHECK), at=LATER)


@pytest.mark.parametrize("ahead", ["section", "bureau_finance", "deputy_head"])
def test_what_a_case_sent_back_has_before_it_again_is_not_behind_it(ahead: str) -> None:
    case = case_at("deputy_head")
    case = send_back(waiting_seat(case).pk, "handle", "再核。", by=who(cast.DEPUTY_HEAD), at=LATER)
    assert returnable(case) == []
    seat = waiting_seat(case, cast.HANDLER)
    with pytest.raises(NotPossibleNow, match="没有经过它"):
        send_back(seat.pk, ahead, "不用再看。", by=who(cast.HANDLER), at=LATER)


def test_sent_back_once_and_come_on_again_what_was_passed_lies_behind() -> None:
    case = case_at("deputy_head")
    case = send_back(waiting_seat(case).pk, "handle", "再核。", by=who(cast.DEPUTY_HEAD), at=LATER)
    case = acting.sign_until(case, "bureau_finance", at=LATER)
    assert [step for step, _ in returnable(case)] == ["handle", "section"]


def test_a_case_is_not_sent_back_without_a_reason() -> None:
    _, seat = at_section()
    with pytest.raises(NotUnderstood, match="请写明退回的原因"):
        send_back(seat.pk, "handle", "  ", by=who(cast.SECTION), at=LATER)


# 收回


def test_sending_back_from_behind_a_notice_is_not_unsaid() -> None:
    case = case_to_confirm(own_claim())
    seat = waiting_seat(case)
    send_back(seat.pk, "section", "再核。", by=who(cast.DEPUTY_HEAD), at=DETERMINED)
    with pytest.raises(NotPossibleNow, match="公示已经撤下，不能收回"):
        take_back(seat.pk, by=who(cast.DEPUTY_HEAD), at=DETERMINED)
    assert list(broken()) == []


def test_an_acceptance_is_not_unsaid() -> None:
    case = case_at("handle")
    word = Opinion.objects.get(seat__round__case=case, seat__round__step="receive")
    with pytest.raises(NotPossibleNow, match="已经对外产生效力"):
        take_back(word.seat_id, by=who(cast.INTAKE), at=LATER)


def test_what_stands_on_notice_is_not_unsaid() -> None:
    notice = case_on_notice(own_claim())
    case = notice.lines.get().claim.case
    word = Opinion.objects.get(seat__round__case=case, seat__round__step="deputy_head")
    with pytest.raises(NotPossibleNow, match="进入公示"):
        take_back(word.seat_id, by=who(cast.DEPUTY_HEAD), at=LATER)


def test_nobody_takes_back_anothers_word_nor_ones_own_twice() -> None:
    case, seat = at_section()
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=SIGNED)
    with pytest.raises(NotAllowed, match="没有您可以收回的意见"):
        take_back(seat.pk, by=colleague(case, "section"), at=LATER)
    take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotAllowed, match="没有您可以收回的意见"):
        take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    assert record.last(chain(case)).verb == "take_back"


def test_a_case_sent_back_by_mistake_is_fetched_again() -> None:
    case, seat = at_section()
    send_back(seat.pk, "handle", "点错了。", by=who(cast.SECTION), at=LATER)
    case = take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    assert (case.step, waiting_seat(case).holder) == ("section", who(cast.SECTION))


# 抄送


def test_a_copy_is_sent_once_and_says_when_it_was_read() -> None:
    case, _ = at_section()
    head = who(cast.BUREAU_HEAD)
    assert send_copy(case.pk, [head, head], "请知悉。", by=who(cast.SECTION), at=LATER) == 1
    assert send_copy(case.pk, [head], by=who(cast.SECTION), at=LATER) == 0
    assert record.verbs(chain(case)).count("send_copy") == 1
    assert read_copy(case, by=head, at=LATER)
    assert not read_copy(case, by=head, at=LATER + timedelta(days=1))
    assert CarbonCopy.objects.get().read_at == LATER


@pytest.mark.parametrize("to", [cast.HANDLER_ELSEWHERE, cast.BATCH_RELEASE, cast.STRANGER])
def test_a_copy_goes_to_nobody_who_has_nothing_to_do_with_the_case(to: str) -> None:
    case, _ = at_section()
    with pytest.raises(NotUnderstood, match="不能抄送"):
        send_copy(case.pk, [who(to)], by=who(cast.SECTION), at=LATER)
    assert not visible_cases(who(to), LATER.date()).filter(pk=case.pk).exists()


def test_a_stranger_sends_no_copies() -> None:
    case, _ = at_section()
    with pytest.raises(NotFound):
        send_copy(case.pk, [who(cast.BUREAU_HEAD)], by=who(cast.HANDLER_ELSEWHERE), at=LATER)


# 回避


def test_who_stepped_aside_reads_why_and_the_seat_is_free_again() -> None:
    case, seat = at_section()
    claim(seat.pk, by=who(cast.SECTION), at=LATER)
    recuse(case.pk, who(cast.SECTION), "申请人是我弟弟。", by=who(cast.SECTION), at=LATER)
    assert Seat.objects.get(pk=seat.pk).holder is None
    with pytest.raises(SeparationOfDuties, match=r"您对办件 .* 已经回避，不能再办理"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    with pytest.raises(AlreadyDone, match="已经回避"):
        recuse(case.pk, who(cast.SECTION), "同上。", by=who(cast.SECTION), at=LATER)
    assert record.last(chain(case)).verb == "recuse"


def test_who_leads_the_unit_decides_on_a_recusal_and_nobody_else() -> None:
    case, _ = at_section()
    with pytest.raises(NotAllowed, match="由其所在单位的负责人决定"):
        recuse(case.pk, who(cast.SECTION), "有亲属关系。", by=who(cast.HANDLER), at=LATER)
    recuse(case.pk, who(cast.SECTION), "有亲属关系。", by=who(cast.BUREAU_HEAD), at=LATER)


# 中止


def test_nobody_signs_while_the_case_is_suspended() -> None:
    case, seat = at_section()
    Pause.objects.create(case=case, reason="suspension", since=SIGNED.date(), words="等法院判决。")
    with pytest.raises(NotPossibleNow, match="已经中止办理"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    Pause.objects.update(until=SIGNED.date())
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
