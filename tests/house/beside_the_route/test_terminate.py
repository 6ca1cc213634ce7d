"""终止: by who decides, on a ground of the list; the case ends like a withdrawn one, with a paper that can be challenged."""

from __future__ import annotations

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import (
    DETERMINED,
    SIGNED,
    awaiting_correction,
    case_at,
    case_determined,
    case_on_notice,
    own_claim,
)
from workflow_app.commands.beside_the_route.terminate import terminate
from workflow_app.jobs.runner import work
from workflow_app.models import Case, Deadline, Draft, IssuedDocument, NoticeLine, Round, Seat
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood, SeparationOfDuties
from workflow_app.policy.terminating import TerminationGround

ENDED = moment("2026-04-09 10:00")
WORDS = "村委会证明，申请人已于3月去世"


def ended(case: Case, by: str = cast.BUREAU_HEAD, ground: str = "death", words: str = WORDS) -> Case:
    return terminate(case.pk, ground, words, by=who(by), at=ENDED)


@pytest.mark.parametrize("step", ["receive", "handle", "section", "deputy_head", "notice"])
def test_a_case_is_terminated_wherever_it_stands_before_the_decision(step: str) -> None:
    ended(case_at(step, own_claim()))
    case = Case.objects.get()
    assert (case.state, case.step, case.ended_at) == ("terminated", "", ENDED)
    assert list(case.claims.values_list("state", flat=True)) == ["dropped"]
    assert not Deadline.objects.filter(case=case, state="armed").exists()
    assert not Seat.objects.filter(round__case=case, waiting=True).exists()
    assert not Round.objects.filter(case=case, state="open").exists()


@pytest.mark.parametrize("ground", list(TerminationGround))
def test_the_decision_names_the_ground_and_the_facts_and_where_to_go(ground: TerminationGround) -> None:
    case = ended(own_claim(), ground=ground.value)
    paper = IssuedDocument.objects.get(case=case, kind="termination")
    assert (paper.data["ground"], paper.data["reason"]) == (ground.label, f"{WORDS}。")
    assert paper.data["remedies"]["reconsideration_body"] == "汤阴县人民政府"
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.body) == ("terminate", {"ground": ground.value})
    assert WORDS not in str(act.body)


def test_its_service_is_proved_and_its_file_is_shut() -> None:
    case = ended(own_claim())
    for _ in range(3):
        work(lambda: ENDED)
    kinds = set(IssuedDocument.objects.filter(case=case).values_list("kind", flat=True))
    assert {"termination", "service_proof", "file_index"} <= kinds
    assert Case.objects.get().archived_on


def test_what_stood_on_notice_is_taken_off_and_a_correction_draft_goes() -> None:
    case_on_notice(own_claim())
    ended(Case.objects.get())
    assert NoticeLine.objects.get().state == "void"
    ended(awaiting_correction(own_claim(902, cast.OTHER_TRAINEE)))
    assert not Draft.objects.exists()


@pytest.mark.parametrize("username", [cast.HANDLER, cast.SECTION, cast.HANDLER_ELSEWHERE, cast.TRAINEE])
def test_only_who_decides_terminates(username: str) -> None:
    with pytest.raises(NotAllowed, match="局长或者分管副局长"):
        ended(own_claim(), username)


def test_who_examined_it_does_not_end_it() -> None:
    case = case_at("section", own_claim())
    case.commitments.create(account=who(cast.BUREAU_HEAD), duty="handle")
    with pytest.raises(SeparationOfDuties, match="经办初审"):
        ended(case)


@pytest.mark.parametrize(
    ("ground", "words", "why"), [("tired", WORDS, "请选择"), ("", WORDS, "请选择"), ("death", " ", "查明的事实")]
)
def test_ground_and_facts_are_said(ground: str, words: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        ended(own_claim(), ground=ground, words=words)


def test_a_decided_case_is_not_terminated_and_nothing_ends_twice() -> None:
    with pytest.raises(NotPossibleNow, match="现在是“已核定”"):
        terminate(case_determined(own_claim()).pk, "death", WORDS, by=who(cast.BUREAU_HEAD), at=DETERMINED)
    case = ended(own_claim(902, cast.OTHER_TRAINEE))
    with pytest.raises(NotPossibleNow, match="现在是“已终止”"):
        ended(case)
    assert IssuedDocument.objects.filter(kind="termination").count() == 1
    with pytest.raises(NotFound, match="没有这个办件"):
        terminate(999, "death", WORDS, by=who(cast.BUREAU_HEAD), at=SIGNED)
