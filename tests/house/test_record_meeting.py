"""Record a meeting: it sat before its members sign, and its minutes say what it decided, whatever that was."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import SIGNED, case_at, case_submitted, waiting_seat
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.record_meeting import record_meeting
from workflow_app.models import Case, IssuedDocument, Meeting
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood

HEADS = (cast.BUREAU_HEAD, cast.OTHER_DEPUTY)
THAT_DAY = SIGNED.date()
WORDS = "听取了职业能力建设股的汇报。"


def before_the_meeting() -> Case:
    return case_at("meeting", case_submitted(size=51))


def sat(
    case: Case,
    present: Sequence[str] = HEADS,
    chair: str = cast.BUREAU_HEAD,
    on: date = THAT_DAY,
    place: str = "本局三楼会议室",
    by: str = cast.HANDLER,
) -> Meeting:
    people = [who(each) for each in present]
    return record_meeting(case.pk, on, place, who(chair), people, WORDS, by=who(by), at=SIGNED)


def signed(case: Case, stance: Stance, *usernames: str) -> Case:
    for username in usernames:
        seat = waiting_seat(case, username)
        give_opinion(seat.pk, stance, "资金安排不够具体。", by=who(username), at=SIGNED)
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize(
    ("stance", "signers", "step", "resolved"),
    [
        pytest.param(Stance.APPROVE, HEADS, "notice", "同意审核意见", id="two agree"),
        pytest.param(Stance.REFUSE, HEADS[1:], "refuse", "不同意审核意见", id="the first no decides"),
        pytest.param(Stance.RETURN, HEADS[1:], "deputy_head", "退回重新审核", id="sent back"),
    ],
)
def test_whatever_the_meeting_decides_leaves_minutes(
    stance: Stance, signers: Sequence[str], step: str, resolved: str
) -> None:
    case = before_the_meeting()
    sat(case)
    assert signed(case, stance, *signers).step == step
    told = IssuedDocument.objects.get(kind="minutes").data
    assert (told["place"], told["recorder"]) == ("本局三楼会议室", who(cast.HANDLER).name)
    assert [each["name"] for each in told["present"]] == [who(each).name for each in HEADS]
    assert [each["name"] for each in told["absent"]] == [who(cast.DEPUTY_HEAD).name]
    assert told["matters"][0]["resolution"].startswith(resolved)
    assert any(who(cast.OTHER_DEPUTY).name in words for words in told["matters"][0]["words"])


def test_a_meeting_is_recorded_with_who_was_there() -> None:
    case = before_the_meeting()
    sat(case)
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by) == ("record_meeting", who(cast.HANDLER))
    assert act.body["present"] == sorted(who(each).pk for each in HEADS)


def test_nobody_signs_before_the_meeting_sat() -> None:
    case = before_the_meeting()
    with pytest.raises(NotPossibleNow, match="请先登记会议"):
        signed(case, Stance.APPROVE, cast.BUREAU_HEAD)


def test_who_was_not_there_does_not_sign() -> None:
    case = before_the_meeting()
    sat(case)
    with pytest.raises(NotAllowed, match="登记的参会人中没有您"):
        signed(case, Stance.APPROVE, cast.DEPUTY_HEAD)


def test_a_meeting_is_recorded_once() -> None:
    case = before_the_meeting()
    sat(case)
    with pytest.raises(AlreadyDone, match="已经登记过"):
        sat(case, by=cast.SECTION)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"present": (cast.BUREAU_HEAD,)}, "参会人数不够", id="one person is no meeting"),
        pytest.param({"present": (*HEADS, cast.HANDLER)}, "不是参会成员", id="not a member"),
        pytest.param({"chair": cast.DEPUTY_HEAD}, "主持人应当在参会人之中", id="a chair who was not there"),
        pytest.param({"on": (SIGNED + timedelta(days=1)).date()}, "会议日期应在", id="tomorrow"),
        pytest.param(
            {"on": (SIGNED - timedelta(days=1)).date()}, "会议日期应在", id="before it was put to the meeting"
        ),
        pytest.param({"place": " "}, "请写明会议地点", id="nowhere"),
    ],
)
def test_a_meeting_that_cannot_have_been_is_refused(wrong: dict[str, object], sentence: str) -> None:
    case = before_the_meeting()
    with pytest.raises(NotUnderstood, match=sentence):
        sat(case, **wrong)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("username", [cast.HANDLER_ELSEWHERE, cast.RURAL_CHECK, cast.AGENT])
def test_only_the_deciding_unit_records_it(username: str) -> None:
    case = before_the_meeting()
    with pytest.raises(NotAllowed, match="承办单位"):
        sat(case, by=username)


def test_where_no_meeting_is_due_none_is_recorded() -> None:
    with pytest.raises(NotPossibleNow, match="不在会议研究环节"):
        sat(case_at("section"))
