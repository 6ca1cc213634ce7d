"""Give an opinion: one act for every human step of every route."""

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    FILED,
    SIGNED,
    awaiting_correction,
    case_at,
    case_submitted,
    case_to_confirm,
    claim_draft,
    class_submitted,
    own_claim,
    seat_at,
    waiting_seat,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.settle_point import rule, strike_off
from workflow_app.commands.submit import submit
from workflow_app.commands.withdraw import withdraw
from workflow_app.management import acting
from workflow_app.models import Case, Commitment, Deadline, Draft, IssuedDocument, NoticeLine, Opinion, Round, Seat
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood

A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN
DEFECT = (("person", "电话打不通，请更正。"),)


def said(case: Case, username: str, stance: Stance = A, words: str = "理由。") -> Case:
    """The person speaks from whatever seat waits for them; from the only one where none does."""
    seat = waiting_seat(case, username) if case.step == "handle" else waiting_seat(case)
    return give_opinion(seat.pk, stance, words, defects=DEFECT, by=who(username), at=SIGNED)


WAY = [
    pytest.param("receive", cast.INTAKE, "handle", "accepted", id="accepted"),
    pytest.param("section", cast.SECTION, "bureau_finance", "accepted", id="reviewed"),
    pytest.param("bureau_finance", cast.BUREAU_FINANCE, "deputy_head", "deciding", id="reckoned"),
    pytest.param("deputy_head", cast.DEPUTY_HEAD, "notice", "deciding", id="agreed"),
]


@pytest.mark.parametrize(("step", "username", "then", "state"), WAY)
def test_a_yes_takes_the_case_on(step: str, username: str, then: str, state: str) -> None:
    case = Case.objects.get(pk=said(case_at(step), username).pk)
    assert (case.step, case.state) == (then, state)
    assert Round.objects.get(case=case, step=step).state == "approved"


BACK = [
    pytest.param("section", cast.SECTION, "handle", id="section to handler"),
    pytest.param("bureau_finance", cast.BUREAU_FINANCE, "section", id="finance to section"),
    pytest.param("deputy_head", cast.DEPUTY_HEAD, "bureau_finance", id="head to finance"),
]


@pytest.mark.parametrize(("step", "username", "then"), BACK)
def test_a_case_is_sent_back_and_comes_again(step: str, username: str, then: str) -> None:
    case = case_at(step)
    said(case, username, B)
    case = Case.objects.get(pk=case.pk)
    assert (case.step, case.state) == (then, "accepted")
    assert Round.objects.filter(case=case, step=then).count() == 2
    assert acting.sign_until(case, "notice", at=SIGNED).step == "notice"


def test_everyone_is_heard_at_the_first_review_before_a_no_counts() -> None:
    case = case_at("handle")
    case = said(case, cast.RURAL_CHECK, R, "不是农村劳动者。")
    assert Round.objects.get(case=case, step="handle").state == "open"
    said(case, cast.HANDLER, A)
    said(case, cast.LICENCE_CHECK, A)
    case = Case.objects.get(pk=case.pk)
    assert (case.step, case.state) == ("refuse", "deciding")


def test_the_acceptance_starts_the_clocks_and_makes_its_paper() -> None:
    case = said(own_claim(), cast.INTAKE)
    kinds = Deadline.objects.filter(case=case).order_by("id").values_list("kind", "state")
    assert ("receipt", "met") in kinds
    assert {("promised", "armed"), ("statutory", "armed")} <= set(kinds)
    assert IssuedDocument.objects.filter(case=case, kind="acceptance").count() == 1


def test_a_case_not_accepted_ends_with_its_paper_and_remedies() -> None:
    case = Case.objects.get(pk=said(own_claim(), cast.INTAKE, R, "培训地不在本县").pk)
    assert (case.state, case.step) == ("not_accepted", "")
    paper = IssuedDocument.objects.get(case=case, kind="not_accepted")
    assert paper.data["reason"] == "培训地不在本县。"
    assert paper.data["remedies"]["reconsideration_body"] == "汤阴县人民政府"
    assert list(case.claims.values_list("state", flat=True)) == ["dropped"]


def test_a_correction_names_every_defect_at_once() -> None:
    case = Case.objects.get(pk=awaiting_correction().pk)
    assert (case.state, case.step) == ("awaiting_correction", "correct")
    assert IssuedDocument.objects.get(case=case, kind="correction").data["defects"][0]["words"].startswith("证书照片")
    assert Deadline.objects.filter(case=case, kind="correction", state="armed").count() == 1


def test_the_defects_of_a_correction_are_its_reason() -> None:
    case = own_claim()
    give_opinion(waiting_seat(case).pk, B, "", defects=DEFECT, by=who(cast.INTAKE), at=SIGNED)
    assert Case.objects.get(pk=case.pk).state == "awaiting_correction"


def test_another_department_says_its_word_over_an_open_point() -> None:
    case = case_at("handle", case_submitted(checked=False))
    said(case, cast.RURAL_CHECK)
    with pytest.raises(NotPossibleNow, match="还有1处"):
        said(case, cast.HANDLER)


def test_a_correction_without_a_defect_is_refused() -> None:
    seat = waiting_seat(own_claim())
    with pytest.raises(NotUnderstood, match="一次性列明全部问题"):
        give_opinion(seat.pk, B, "需补正。", by=who(cast.INTAKE), at=SIGNED)
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("stance", [R, B])
@pytest.mark.parametrize("words", ["", "  "], ids=["nothing", "spaces"])
def test_a_no_needs_its_reason(stance: Stance, words: str) -> None:
    seat = waiting_seat(case_at("section"))
    with pytest.raises(NotUnderstood, match="须写明理由"):
        give_opinion(seat.pk, stance, words, by=who(cast.SECTION), at=SIGNED)


def test_a_word_the_step_has_no_way_for_is_refused_before_it_can_hold_up_the_others() -> None:
    case = case_at("handle")
    with pytest.raises(NotPossibleNow, match="“经办初审”环节不能退回"):
        said(case, cast.HANDLER, B, "退回重报。")
    assert not Opinion.objects.filter(seat__round__step="handle").exists()


def test_the_opinion_is_recorded_with_what_lay_before_the_signer() -> None:
    case = case_at("section")
    before = record.last(f"case:{case.number}")
    said(case, cast.SECTION, A, "同意。")
    opinion, act = Opinion.objects.latest("id"), record.last(f"case:{case.number}")
    names = {"by": who(cast.SECTION).name, "in_place_of": "", "applicant": case.applicant.name}
    assert opinion.shown == {"chain": before.digest, "links": before.ordinal, "amount": "1000.00", "names": names}
    assert (act.verb, act.by, act.body["stance"], act.body["outcome"]) == (
        "give_opinion", who(cast.SECTION), "approve", "approved",
    )  # fmt: skip
    assert Commitment.objects.filter(case=case, account=who(cast.SECTION), duty="review").count() == 1


def test_the_second_click_reads_who_signed_and_when() -> None:
    case = case_at("section")
    seat = waiting_seat(case)
    said(case, cast.SECTION)
    with pytest.raises(AlreadyDone, match="已于2026年4月7日 14:00在本环节签署“同意”"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=SIGNED)
    assert Opinion.objects.filter(seat=seat).count() == 1


def test_a_seat_of_a_withdrawn_case_says_that_the_case_has_moved() -> None:
    case = case_at("section")
    seat = waiting_seat(case)
    withdraw(case.pk, by=who(cast.TRAINEE), at=SIGNED)
    with pytest.raises(NotPossibleNow, match="现在不在这个环节"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=SIGNED)


def test_a_seat_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有这个待办"):
        give_opinion(999, A, by=who(cast.SECTION), at=SIGNED)


@pytest.mark.parametrize("username", [cast.HANDLER, cast.HANDLER_ELSEWHERE, cast.AGENT, cast.STRANGER])
def test_only_who_holds_the_desk_signs(username: str) -> None:
    case = case_at("section")
    with pytest.raises(NotAllowed, match="您不在这个岗位上"):
        said(case, username)


def test_the_applicants_own_seat_is_no_officers() -> None:
    case = awaiting_correction()
    with pytest.raises(NotAllowed, match="您不在这个岗位上"):
        said(case, cast.INTAKE)


def test_nobody_agrees_over_an_open_point() -> None:
    case = case_at("handle", case_submitted(checked=False))
    assert case.open_points == 1
    with pytest.raises(NotPossibleNow, match="还有1处审查结论待处理"):
        said(case, cast.HANDLER, A)


def test_receiving_asks_for_completeness_alone() -> None:
    case = case_submitted(checked=False)
    assert Case.objects.get(pk=case.pk).open_points
    assert said(case, cast.INTAKE).state == "accepted"


def test_a_case_with_open_points_can_be_refused_to_its_end() -> None:
    case = case_at("handle", case_submitted(checked=False))
    for seat in acting.waiting_seats(case):
        give_opinion(seat.pk, R, "没有过程检查。", by=acting.holder(seat, SIGNED.date()), at=SIGNED)
    case = Case.objects.get(pk=case.pk)
    assert case.step == "refuse"
    case = Case.objects.get(pk=said(case, cast.DEPUTY_HEAD, A, "同意不予批准。").pk)
    assert (case.state, case.step) == ("refused", "")
    assert IssuedDocument.objects.filter(case=case, kind="refusal").count() == 1
    assert set(case.claims.values_list("state", flat=True)) == {"dropped"}


def test_nobody_agrees_to_a_claim_of_which_nothing_is_left() -> None:
    case = case_at("section")
    strike_off(case.pk, 1, "不符合条件。", by=who(cast.SECTION), at=SIGNED)
    with pytest.raises(NotPossibleNow, match="已全部核减"):
        said(case, cast.SECTION)
    said(case, cast.SECTION, R, "全部核减。")
    assert Case.objects.get(pk=case.pk).step == "refuse"


def test_more_than_the_threshold_goes_before_the_meeting_whose_minutes_are_made() -> None:
    case = case_at("meeting", case_submitted(size=51))
    acting.sit(case, SIGNED)
    for username in (cast.BUREAU_HEAD, cast.OTHER_DEPUTY):
        seat = Seat.objects.get(round__case=case, waiting=True, desk=who(username).holdings.get().desk)
        give_opinion(seat.pk, A, by=who(username), at=SIGNED)
    assert Case.objects.get(pk=case.pk).step == "notice"
    paper = IssuedDocument.objects.get(kind="minutes")
    assert paper.data["chair"]["name"] == who(cast.BUREAU_HEAD).name
    assert len(paper.data["present"]) == 3


def test_a_line_ruled_met_counts_towards_the_threshold() -> None:
    """51,000 yuan, one line of which a person settled: the meeting hears it."""
    draft = Draft.objects.get(pk=claim_draft(size=51).pk)
    draft.answers["trainees"]["roster"][6]["certificate_number"] = "ABC-1"
    draft.save()
    case = case_at("handle", submit(draft.pk, by=who(cast.AGENT), at=FILED))
    for condition in ("certificate_number_is_of_a_known_form", "certificate_is_of_the_course_level"):
        rule(case.pk, 7, condition, True, "已对照证书原件。", by=who(cast.HANDLER), at=SIGNED)
    assert case_at("meeting", case).step == "meeting"


def test_the_threshold_itself_stays_with_the_deputy_head() -> None:
    assert case_at("notice", case_submitted(size=50)).step == "notice"
    assert not Round.objects.filter(step="meeting").exists()


def test_a_case_sent_back_after_its_notice_is_put_on_notice_again() -> None:
    case = case_to_confirm(own_claim())
    said(case, cast.DEPUTY_HEAD, B, "请再核对发票。")
    case = Case.objects.get(pk=case.pk)
    assert (case.step, case.state) == ("handle", "accepted")
    assert set(NoticeLine.objects.values_list("state", flat=True)) == {"void"}
    again = case_to_confirm(case)
    assert acting.waiting_seats(again)
    assert list(NoticeLine.objects.order_by("id").values_list("state", flat=True)) == ["void", "cleared"]


def test_a_case_refused_after_its_notice_stands_on_no_list() -> None:
    case = case_to_confirm(own_claim())
    said(case, cast.DEPUTY_HEAD, R, "发票是假的。")
    assert Case.objects.get().state == "refused"
    assert set(NoticeLine.objects.values_list("state", flat=True)) == {"void"}


def test_a_recorded_class_is_approved_by_its_section() -> None:
    case = acting.sign_until(class_submitted(), "section", at=SIGNED)
    case = Case.objects.get(pk=said(case, cast.SECTION).pk)
    assert (case.state, case.step) == ("approved", "")
    assert IssuedDocument.objects.filter(case=case, kind="class_recorded").count() == 1


def test_a_late_round_keeps_its_seat_for_who_has_not_spoken() -> None:
    case = case_at("section")
    assert seat_at(case, "handle").round.state == "approved"
    assert not Seat.objects.filter(round__case=case, round__step="handle", waiting=True).exists()
