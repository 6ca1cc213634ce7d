"""Settle a point: rule on what the rules left undecided, strike a line off with its reason."""

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import NOTICED, SIGNED, case_at, case_determined, case_on_notice, case_submitted, own_claim
from workflow_app.commands.settle_point import rule, strike_off
from workflow_app.models import Case, Claim, Commitment, Ruling
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood

UNCHECKED = "class_was_checked"


def unchecked() -> Case:
    """Under first review with one point open: nobody looked at the class."""
    return case_at("handle", case_submitted(checked=False))


def ruled(case: Case, met: bool = True, words: str = "已回访学员。", line: int = 0, condition: str = UNCHECKED) -> Case:
    return rule(case.pk, line, condition, met, words, by=who(cast.HANDLER), at=SIGNED)


def struck(case: Case, ordinal: int = 3, reason: str = "出勤不足。", by: str = cast.HANDLER) -> Case:
    return strike_off(case.pk, ordinal, reason, by=who(by), at=SIGNED)


def test_a_ruling_closes_the_point_and_the_case_goes_on() -> None:
    case = ruled(unchecked())
    assert Case.objects.get(pk=case.pk).open_points == 0
    assert case_at("section", case).step == "section"


def test_a_ruling_against_leaves_the_point_open() -> None:
    case = ruled(unchecked(), met=False, words="学员说没有上课。")
    assert Case.objects.get(pk=case.pk).open_points == 1


def test_a_ruling_is_recorded_with_its_author() -> None:
    case = ruled(unchecked())
    row, act = Ruling.objects.get(), record.last(f"case:{case.number}")
    assert (row.by, row.at, row.words) == (who(cast.HANDLER), SIGNED, "已回访学员。")
    assert (act.verb, act.by) == ("rule", who(cast.HANDLER))
    assert act.body == {"line": 0, "condition": UNCHECKED, "met": True}


def test_a_point_is_ruled_on_once() -> None:
    case = ruled(unchecked())
    with pytest.raises(AlreadyDone, match="已经认定过"):
        ruled(case, met=False)
    assert Ruling.objects.count() == 1


@pytest.mark.parametrize("condition", ["identity_is_valid", "no_such_condition"])
def test_what_is_decided_needs_no_ruling(condition: str) -> None:
    with pytest.raises(NotPossibleNow, match="已有明确结论"):
        ruled(unchecked(), line=1, condition=condition)


@pytest.mark.parametrize("line", [11, -1])
def test_a_line_the_case_does_not_have_is_named(line: int) -> None:
    with pytest.raises(NotFound, match=f"没有第{line}行"):
        ruled(unchecked(), line=line)


def test_a_line_struck_off_leaves_the_sum() -> None:
    case = struck(case_at("handle", case_submitted()))
    case = Case.objects.get(pk=case.pk)
    assert case.amount == 9_000
    claim = case.claims.get(ordinal=3)
    assert (claim.state, claim.reason) == ("struck_off", "出勤不足。")
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.body) == ("strike_off", {"claim": 3})


def test_a_line_is_struck_off_once() -> None:
    case = struck(case_at("handle", case_submitted()))
    with pytest.raises(AlreadyDone, match="现在是“核减”"):
        struck(case)
    assert record.verbs(f"case:{case.number}").count("strike_off") == 1


def test_a_line_that_is_not_there_is_not_struck_off() -> None:
    with pytest.raises(NotFound, match="没有第3行"):
        struck(case_at("handle"))


@pytest.mark.parametrize("act", [ruled, struck])
def test_both_need_words(act: object) -> None:
    case = unchecked()
    with pytest.raises(NotUnderstood, match="请写明理由"):
        rule(case.pk, 0, UNCHECKED, True, " ", by=who(cast.HANDLER), at=SIGNED) if act is ruled else struck(
            case, 1, " "
        )


@pytest.mark.parametrize("username", [cast.SECTION, cast.HANDLER_ELSEWHERE, cast.AGENT, cast.STRANGER])
def test_only_whose_turn_it_is_settles_points(username: str) -> None:
    case = case_at("handle", case_submitted())
    with pytest.raises(NotAllowed, match="当前不在您的岗位上"):
        struck(case, by=username)


@pytest.mark.parametrize("username", [cast.RURAL_CHECK, cast.LICENCE_CHECK])
def test_another_departments_check_says_its_word_by_opinion_alone(username: str) -> None:
    case = unchecked()
    with pytest.raises(NotAllowed, match="由承办单位办理"):
        struck(case, by=username)
    assert not Ruling.objects.exists()


def test_who_settles_a_point_has_taken_the_duty_of_the_desk() -> None:
    case = struck(case_at("handle", case_submitted()))
    assert Commitment.objects.filter(case=case, account=who(cast.HANDLER), duty="handle").exists()


def test_nothing_is_settled_before_acceptance_or_after_the_decision() -> None:
    with pytest.raises(NotPossibleNow, match="不在审核环节"):
        struck(own_claim(), 1, by=cast.INTAKE)
    with pytest.raises(NotPossibleNow, match="不在审核环节"):
        struck(case_determined(own_claim(902, cast.OTHER_TRAINEE)), 1)


def test_nobody_strikes_off_while_the_public_looks_on() -> None:
    notice = case_on_notice(own_claim())
    case = Case.objects.get()
    with pytest.raises(NotAllowed, match="当前不在您的岗位上"):
        strike_off(case.pk, 1, "反悔。", by=who(cast.DEPUTY_HEAD), at=NOTICED)
    assert notice.lines.get().state == "shown"


def test_a_duplicate_is_found_across_counties_and_can_only_be_struck_off() -> None:
    own_claim()
    case = case_at("handle", own_claim(903))
    assert case.open_points == 1
    with pytest.raises(NotPossibleNow, match="已有明确结论"):
        ruled(case, line=1, condition="has_not_had_it_before")
    struck(case, 1, "重复申领。")
    assert Case.objects.get(pk=case.pk).open_points == 0
    assert Claim.objects.get(case=case).state == "struck_off"
