"""What a route and a procedure may declare, each at work: without the code that executes it, its test fails."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from forms.fields import Text
from forms.questionnaire import Section
from tests import cast
from tests.cast import who
from tests.house.second_version import NEXT, Declare, Release, Steps, named
from tests.situations import (
    DETERMINED,
    ITEM,
    SIGNED,
    case_at,
    case_determined,
    case_submitted,
    case_to_confirm,
    claim_draft,
    class_in_force,
    endowed,
    own_claim,
    seat_at,
    waiting_seat,
)
from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.approval.stance import Stance
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.move_to_version import move_to_version
from workflow_app.commands.submit import submit
from workflow_app.flow.seating import desks_for
from workflow_app.management import acting
from workflow_app.models import Commitment, IssuedDocument, Opinion, Posting, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.effect import Effect
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.policy.register import Register
from workflow_app.queries.applicant.case_view import case_view
from workflow_app.queries.audit.fsck import broken
from workflow_app.queries.desk.case_file import case_file
from workflow_app.queries.desk.inbox import Filter, page
from workflow_app.queries.desk.opinions import signed
from workflow_app.queries.law.circumstances import life_of
from workflow_app.queries.law.facts import answers_of, parent_of
from workflow_app.queries.papers.duty_sheet import duty_sheet
from workflow_app.queries.workplace import workplace


def seated(seat: SeatSpec) -> str:
    """Which desk a seat means for a trainee's claim in 汤阴县, beside one of the bureau: role, kind and region of its unit."""
    desk = desks_for(own_claim(), Quorum("all", (seat, SeatSpec(desk="section"))))["0"]
    return f"{desk.role} {desk.unit.kind} {desk.unit.region}" if desk else "the applicant"


@pytest.mark.parametrize(
    ("seat", "where"),
    [
        pytest.param(SeatSpec(desk="section"), "section hrss 410523", id="the unit that decides"),
        pytest.param(SeatSpec(desk="data_check", unit="tax"), "data_check tax 410523", id="the nearest of a kind"),
        pytest.param(SeatSpec(desk="section", unit="hrss", tier="city"), "section hrss 410500", id="of a tier"),
        pytest.param(SeatSpec(applicant=True), "the applicant", id="whoever filed"),
    ],
)
def test_a_seat_is_a_desk_of_a_unit_of_a_tier(seat: SeatSpec, where: str) -> None:
    assert seated(seat) == where


def test_a_desk_that_is_nowhere_stops_the_word_that_leads_there() -> None:
    with pytest.raises(NotPossibleNow, match="没有设置这个岗位"):
        seated(SeatSpec(desk="waiver"))


@pytest.mark.parametrize("title", ["名单复核席", ""])
def test_a_seat_is_called_by_its_title_or_its_desk(title: str, release: Release) -> None:
    def titled(steps: Steps) -> None:
        named(steps, "section")["quorum"]["any"][0]["title"] = title

    release(titled)
    seat = waiting_seat(case_at("section", case_submitted()))
    assert seat.desk is not None
    assert seat.title == (title or seat.desk.title)


def test_a_seat_has_its_own_limit_beside_that_of_its_step(release: Release) -> None:
    def hurried(steps: Steps) -> None:
        named(steps, "handle")["quorum"]["all"][1]["limit"] = "clock.receipt"

    release(hurried)
    seats = Seat.objects.filter(round__case=case_at("handle", case_submitted()), round__step="handle").order_by("place")
    dues = [seat.due_on for seat in seats]
    assert dues[1] < min(dues[0], dues[2])  # type: ignore[operator, type-var]


def test_what_is_done_from_a_seat_is_its_own_duty(release: Release) -> None:
    def only_checks(steps: Steps) -> None:
        named(steps, "section")["quorum"]["any"][0]["duty"] = "check"

    release(only_checks)
    case = case_at("section")
    acting.sign_all(case, Stance.APPROVE, "同意。", at=SIGNED)
    done = Commitment.objects.filter(case=case, account=who(cast.SECTION))
    assert list(done.values_list("duty", flat=True)) == ["check"]


def test_a_seat_that_asks_is_answered_before_it_agrees(release: Release, declared: Declare) -> None:
    def asking(steps: Steps) -> None:
        named(steps, "section")["quorum"]["any"][0]["asks"] = "riddle"

    release(asking)
    declared(seat_sections={"riddle": Section("riddle", "谜语", (Text("answer", "谜底"),))})
    seat, section = waiting_seat(case_at("section")), who(cast.SECTION)
    with pytest.raises(NotUnderstood, match="谜语"):
        give_opinion(seat.pk, Stance.APPROVE, by=section, at=SIGNED)
    give_opinion(seat.pk, Stance.APPROVE, answers={"answer": "影子"}, by=section, at=SIGNED)
    assert Opinion.objects.get(seat=seat).answers == {"answer": "影子"}


def test_an_edge_is_taken_when_its_predicate_holds(declared: Declare) -> None:
    assert acting.sign_all(case_at("deputy_head", own_claim(901)), Stance.APPROVE, "同意。", at=SIGNED).step == "notice"
    declared(predicates={"sum_above_meeting_threshold": lambda assessment, policy: True})
    case = case_at("deputy_head", case_submitted())
    assert acting.sign_all(case, Stance.APPROVE, "同意。", at=SIGNED).step == "meeting"


def test_an_edge_may_say_what_the_case_becomes_in_law(release: Release) -> None:
    def decided_at_once(steps: Steps) -> None:
        named(steps, "section")["outcomes"]["refused"] = [{"to": "end", "legal": "refused"}]

    release(decided_at_once)
    assert acting.sign_all(case_at("section"), Stance.REFUSE, "不符合。", at=SIGNED).state == "refused"


def test_a_case_begins_where_the_route_starts_whatever_step_is_declared_first(release: Release) -> None:
    way = release(list.reverse)
    assert next(iter(way.steps)) != way.start == "receive"
    case = own_claim()
    task = seat_at(case, "receive").round.task
    assert (case.route_version, case.step, task.flow_task.name) == (NEXT, "receive", "at_receive")
    assert not list(broken())
    assert case_at("notice", case).step == "notice"


def test_a_round_keeps_the_title_of_its_step_and_every_page_shows_it(release: Release) -> None:
    def retitled(steps: Steps) -> None:
        named(steps, "section")["title"] = "名单复核"

    usual = case_at("section", own_claim(901))
    acting.sign_all(usual, Stance.APPROVE, "同意。", at=SIGNED)
    way = release(retitled)
    case, section = case_submitted(), who(cast.SECTION)
    place = workplace(section, SIGNED.date())
    assert "名单复核" in [stop.title for stop in case_file(case.number, place).stops if stop.tone == "ahead"]
    case = case_at("section", case)
    assert seat_at(case, "section").round.title == "名单复核"
    assert [row.step for row in page(place, Filter()).rows] == ["名单复核"]
    assert [stop.title for stop in case_file(case.number, place).stops if stop.tone == "here"] == ["名单复核"]
    assert [stop.title for stop in case_file(case.number, place).stops if stop.tone == "next"] == ["局财务股复核"]
    acting.sign_all(case, Stance.APPROVE, "同意。", at=SIGNED)
    move_to_version(usual.pk, way, by=None, at=SIGNED)
    assert [word.step for word in signed(section)[0]] == ["名单复核", "职业能力建设股备案", "职业能力建设股复核"]
    assert [word["step"] for word in duty_sheet(usual.number, cast.SECTION)["signed"]] == ["职业能力建设股复核"]


def test_a_procedure_may_have_words_of_its_own_for_a_state(declared: Declare) -> None:
    case = own_claim()
    assert case.state_word == "已提交"
    declared(state_words={"submitted": "收到了"})
    assert case.state_word == "收到了"


def test_a_procedure_is_for_the_applicants_it_names(declared: Declare) -> None:
    declared(filed_by=frozenset({"person"}))
    with pytest.raises(NotAllowed, match="由个人申请"):
        submit(claim_draft().pk, by=who(cast.AGENT), at=SIGNED)


def letter(kind: str) -> PaperKind:
    """A paper that says nothing of its own."""
    return PaperKind(kind, "函", "case_paper", "函", "papers/service_proof.html", tell=lambda telling: {})


def test_a_step_leaves_its_paper_when_it_agrees(declared: Declare) -> None:
    papers = catalogue.item(ITEM).principal.papers
    declared(papers=(*papers, letter("slip")), step_papers={"section": "slip"})
    case = case_at("section")
    assert not IssuedDocument.objects.filter(case=case, kind="slip").exists()
    acting.sign_all(case, Stance.APPROVE, "同意。", at=SIGNED)
    assert IssuedDocument.objects.filter(case=case, kind="slip").count() == 1


def test_each_granted_line_gets_its_paper(declared: Declare) -> None:
    papers = catalogue.item(ITEM).principal.papers
    declared(papers=(*papers, letter("card")), line_paper="card")
    case = case_determined()
    assert IssuedDocument.objects.filter(case=case, kind="card").count() == case.claims.count()


def test_what_an_approval_is_told_by_is_declared(declared: Declare) -> None:
    papers = catalogue.item(ITEM).principal.papers
    declared(papers=(*papers, letter("other_decision")), decision="other_decision")
    kinds = IssuedDocument.objects.filter(case=case_determined()).values_list("kind", flat=True)
    assert "other_decision" in kinds
    assert "determination" not in kinds


def test_what_is_granted_without_public_money_reserves_none(declared: Declare) -> None:
    declared(pays=False)
    case = case_to_confirm(own_claim())
    approved = acting.sign_all(case, Stance.APPROVE, "同意。", at=DETERMINED)
    assert (approved.state, Posting.objects.count()) == ("approved", 0)


def test_the_looks_on_the_spot_a_procedure_names_are_offered_once_it_is_in_force() -> None:
    record = class_in_force(checked=False)
    named = catalogue.item(ITEM).procedure("class_record").site_checks
    place = workplace(who(cast.HANDLER), SIGNED.date())
    assert case_file(record.number, place).site_check_kinds == list(named.items()) != []


def test_a_family_writes_its_rows_when_the_case_is_approved(declared: Declare) -> None:
    told: list[Effect] = []
    declared(takes_effect=told.append)
    endowed()
    case = case_to_confirm()
    assert told == []
    acting.sign_all(case, Stance.APPROVE, "同意。", at=DETERMINED)
    assert [effect.case_id for effect in told] == [case.pk]


def test_only_a_party_the_family_names_rests_on_anothers_case(declared: Declare) -> None:
    claim = catalogue.item(ITEM).principal
    case = case_submitted()
    gist = replace(claim.gist(answers_of(case)), number="stranger")
    assert parent_of(gist, case.item, claim) is None
    declared(party_to=lambda case_id, number: number == "stranger")
    assert parent_of(gist, case.item, catalogue.item(ITEM).principal) == case.parent


def test_what_a_family_keeps_of_a_case_is_read_for_what_rests_on_it(declared: Declare) -> None:
    case = own_claim()
    assert life_of(case) == {}
    declared(life=lambda case_id: {"of": case_id})
    assert life_of(case) == {"of": case.pk}


def test_a_played_signer_answers_what_its_seat_asks(release: Release, declared: Declare) -> None:
    def asking(steps: Steps) -> None:
        named(steps, "section")["quorum"]["any"][0]["asks"] = "riddle"

    release(asking)
    page = Section("riddle", "谜语", (Text("answer", "谜底"),))
    declared(seat_sections={"riddle": page}, seat_specimen=lambda page, case_id, on: {"answer": f"{page}的谜底"})
    case = acting.sign_all(case_at("section"), Stance.APPROVE, "同意。", at=SIGNED)
    assert Opinion.objects.get(seat=seat_at(case, "section")).answers == {"answer": "riddle的谜底"}


def test_the_familys_own_page_is_offered_once_the_case_is_approved(declared: Declare) -> None:
    declared(screen=("home", "示例页面"))
    filed, approved = own_claim(901), case_determined(case_submitted())
    view = {case.pk: case_view(case.number, who(user), DETERMINED.date(), PUBLISHED) for case, user in ((filed, cast.TRAINEE), (approved, cast.AGENT))}  # fmt: skip
    assert view[filed.pk].screen is None
    assert view[approved.pk].screen == ("home", "示例页面")


def test_played_registers_know_what_fits_a_played_filing(declared: Declare, settings: object) -> None:
    declared(registers_specimen=lambda casting: {("subject", Register.DEATH): {"dead": True}})
    own_claim()
    said = json.loads(settings.REGISTER_WORLD.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert {"death": {"dead": True}} in [content for part in said.values() for content in part.values()]
