"""注销送达登记: a service that was a mistake is taken back by two people, its proof is void, and days run from the next one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.recovery.owing import WORDS, ordered, paid, proposed
from tests.house.serving.letters import ARRIVED, POSTED, TRACKING, decision_of, proof_of, refused_by_letter
from tests.house.serving.test_days import AT, SERVED, determined_by_letter, served
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation
from workflow_app.commands.recovery.demand import demand_recovered
from workflow_app.commands.serving.ask_taking_back import ask_taking_back
from workflow_app.commands.serving.decide_taking_back import decide_taking_back
from workflow_app.commands.serving.hand_over_papers import Handing, announce_papers, hand_over_papers
from workflow_app.commands.serving.post_papers import post_papers
from workflow_app.commands.serving.settle_letter import letter_arrived, letter_returned
from workflow_app.jobs import runner
from workflow_app.models import Case, IssuedDocument, Recovery, Revocation, Service, TakingBack, triggers
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood, Refusal
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.law.service_days import served_on
from workflow_app.queries.public.verification import verified

ON = date(2026, 3, 5)
ASKED, DECIDED = moment("2026-03-09 09:00"), moment("2026-03-09 15:00")
REASON = "登错了办件，文书没有交到这家学校。"


def handed(case: Case, on: date = ON, by: str = cast.INTAKE) -> Service:
    said = Handing(on, "本单位办事窗口", receiver="田小禾")
    (row,) = hand_over_papers(case.pk, [decision_of(case).pk], said, by=who(by), at=ARRIVED)
    return row


def asked(row: Service, by: str = cast.INTAKE, reason: str = REASON) -> TakingBack:
    return ask_taking_back(row.pk, reason, by=who(by), at=ASKED)


def decided(row: TakingBack, approved: bool = True, by: str = cast.BUREAU_HEAD, answer: str = "属实。") -> TakingBack:
    return decide_taking_back(row.pk, approved, answer, by=who(by), at=DECIDED)


def test_taken_back_the_paper_waits_again_and_its_proof_is_void() -> None:
    case = refused_by_letter()
    runner.work(lambda: ARRIVED)
    row = handed(case)
    runner.work(lambda: ARRIVED)
    assert Case.objects.get(pk=case.pk).archived_on is not None
    proof = proof_of(case)
    decided(asked(row))
    row = Service.objects.get()
    assert (row.state, row.served_on, row.receiver) == ("taken_back", ON, "田小禾"), (
        "what was recorded stays to be read"
    )
    assert served_on(case, "not_accepted") is None
    assert (proof_of(case).state, bool(proof_of(case).sha256)) == ("void", True)
    said = verified(proof.token)
    assert (said.valid, said.why_void, said.voided_on) == (False, "送达登记有误，已注销", DECIDED)
    runner.work(lambda: DECIDED)
    assert Case.objects.get(pk=case.pk).archived_on is None, "its file waits for the service"
    again = handed(case, date(2026, 3, 6))
    runner.work(lambda: DECIDED)
    assert (again.state, served_on(case, "not_accepted")) == ("served", date(2026, 3, 6))
    assert Case.objects.get(pk=case.pk).archived_on == DECIDED.date()


def test_what_was_recorded_and_by_whom() -> None:
    case = refused_by_letter()
    row = handed(case)
    proof, taken = proof_of(case), asked(row)
    said = {
        "taking_back": taken.pk,
        "services": [row.pk],
        "papers": [decision_of(case).number],
        "method": "direct",
        "on": "2026-03-05",
    }
    act = record.last(case.stream.key)
    assert (act.verb, act.by, act.body) == ("ask_taking_back", who(cast.INTAKE), said | {"state": "served"})
    decided(taken)
    act = record.last(case.stream.key)
    anew = [{"kind": "remedies", "until": "", "paper": decision_of(case).number}]
    assert (act.verb, act.by) == ("decide_taking_back", who(cast.BUREAU_HEAD))
    assert act.body == said | {"approved": True, "proof": proof.number, "anew": anew}


def test_refused_the_service_stands_and_may_be_asked_about_again() -> None:
    case = refused_by_letter()
    row = handed(case)
    decided(asked(row), approved=False, answer="经核对，文书当天已经交到。")
    assert served_on(case, "not_accepted") == ON
    assert proof_of(case).state != "void"
    assert record.last(case.stream.key).body["approved"] is False
    assert asked(row).state == "asked"


def test_every_paper_of_a_letter_is_taken_back_and_its_number_is_free() -> None:
    case = refused_by_letter()
    receipt = IssuedDocument.objects.get(case=case, kind="receipt")
    papers = [receipt.pk, decision_of(case).pk]
    rows = post_papers(case.pk, papers, TRACKING, POSTED.date(), by=who(cast.INTAKE), at=POSTED)
    letter_arrived(case.pk, TRACKING, ON, "田小禾", by=who(cast.INTAKE), at=ARRIVED)
    decided(asked(rows[1]))
    assert set(Service.objects.values_list("state", flat=True)) == {"taken_back"}
    with pytest.raises(NotFound, match="没有登记过"):
        letter_arrived(case.pk, TRACKING, ON, "田小禾", by=who(cast.INTAKE), at=DECIDED)
    post_papers(case.pk, papers, TRACKING, POSTED.date(), by=who(cast.INTAKE), at=DECIDED)
    letter_returned(case.pk, TRACKING, ON, "查无此人", by=who(cast.INTAKE), at=DECIDED)
    assert Service.objects.filter(state="returned").count() == 2


def test_a_letter_on_its_way_that_never_went_is_taken_back() -> None:
    case = refused_by_letter()
    (row,) = post_papers(case.pk, [decision_of(case).pk], TRACKING, POSTED.date(), by=who(cast.INTAKE), at=POSTED)
    decided(asked(row))
    assert "proof" not in record.last(case.stream.key).body
    assert handed(case).state == "served"


@pytest.mark.parametrize("arrives", [True, False], ids=["arrived", "came back"])
def test_what_was_asked_of_a_letter_on_its_way_says_nothing_of_one_that_was_settled(arrives: bool) -> None:
    case = refused_by_letter()
    (row,) = post_papers(case.pk, [decision_of(case).pk], TRACKING, POSTED.date(), by=who(cast.INTAKE), at=POSTED)
    taken = asked(row, reason="邮件号登错了，信没有寄出。")
    if arrives:
        letter_arrived(case.pk, TRACKING, ON, "田小禾", by=who(cast.INTAKE), at=ASKED)
    else:
        letter_returned(case.pk, TRACKING, ON, "查无此人", by=who(cast.INTAKE), at=ASKED)
    settled = Service.objects.get().state
    with pytest.raises(NotPossibleNow, match=r"提出注销时.*“已寄出”，以后登记为“(已送达|退回)”.*重新提出"):
        decided(taken)
    assert Service.objects.get().state == settled
    decided(taken, approved=False, answer="信已经寄出。")
    decided(asked(row))
    assert Service.objects.get().state == "taken_back"


def test_a_hearing_begins_again_with_the_next_service_and_keeps_the_day_the_party_was_told() -> None:
    case = determined_by_letter()
    row = propose_revocation(case.pk, "查无此证", "示例办法第十条", by=who(cast.HANDLER), at=AT)
    served(case, "revocation_notice", SERVED.date())
    at = moment("2026-04-27 09:00")
    taken = ask_taking_back(Service.objects.get().pk, REASON, by=who(cast.INTAKE), at=at)
    decide_taking_back(taken.pk, True, "", by=who(cast.DEPUTY_HEAD), at=at)
    row = Revocation.objects.get()
    assert (row.told_on, row.heard_until) == (AT.date(), date(2026, 5, 6))
    act = record.last(case.stream.key)
    notice = IssuedDocument.objects.get(case=case, kind="revocation_notice")
    assert act.body["anew"] == [{"kind": "hearing", "until": "2026-05-06", "paper": notice.number}]
    with pytest.raises(NotPossibleNow, match="还没有送达申请人"):
        decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=moment("2026-05-07 09:00"))
    served(case, "revocation_notice", date(2026, 5, 8))
    assert Revocation.objects.get().heard_until == date(2026, 5, 14), "the 9th, a Saturday, is worked"


def test_a_letter_taken_back_once_the_paper_was_handed_over_moves_no_days() -> None:
    case = determined_by_letter()
    propose_revocation(case.pk, "查无此证", "示例办法第十条", by=who(cast.HANDLER), at=AT)
    runner.work(lambda: AT)
    paper, at = IssuedDocument.objects.get(case=case, kind="revocation_notice"), moment("2026-04-23 09:00")
    (letter,) = post_papers(case.pk, [paper.pk], TRACKING, at.date(), by=who(cast.INTAKE), at=at)
    letter_returned(case.pk, TRACKING, at.date(), "查无此人", by=who(cast.INTAKE), at=moment("2026-04-23 10:00"))
    served(case, "revocation_notice", SERVED.date())
    at = moment("2026-04-27 09:00")
    taken = ask_taking_back(letter.pk, "邮件号登错了。", by=who(cast.INTAKE), at=at)
    decide_taking_back(taken.pk, True, "", by=who(cast.BUREAU_HEAD), at=at)
    row = Revocation.objects.get()
    assert (row.told_on, row.heard_until) == (SERVED.date(), date(2026, 5, 6))
    assert served_on(case, "revocation_notice") == SERVED.date()
    act = record.last(case.stream.key)
    assert (act.verb, "anew" in act.body) == ("decide_taking_back", False)


def test_a_service_a_decision_rests_on_stays() -> None:
    case = determined_by_letter()
    row = propose_revocation(case.pk, "查无此证", "示例办法第十条", by=who(cast.HANDLER), at=AT)
    served(case, "revocation_notice", SERVED.date())
    taken = ask_taking_back(Service.objects.get().pk, REASON, by=who(cast.INTAKE), at=moment("2026-05-07 08:00"))
    decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=moment("2026-05-07 09:00"))
    with pytest.raises(NotPossibleNow, match=r"2026年5月7日已依据《撤销事先告知书》.*作出决定"):
        decide_taking_back(taken.pk, True, "", by=who(cast.DEPUTY_HEAD), at=moment("2026-05-07 10:00"))
    assert Service.objects.get().state == "served"


def by_hand(case: Case, kind: str, at: str) -> Service:
    """A service as an officer records it, of a paper that is made and that its party was not sent by itself."""
    paper = IssuedDocument.objects.filter(case=case, kind=kind).latest("pk")
    said = Handing(moment(at).date(), "本单位办事窗口", "本人")
    return hand_over_papers(case.pk, [paper.pk], said, by=who(cast.INTAKE), at=moment(at))[0]


def test_a_service_a_demand_rests_on_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow_app.commands.serve.consents", lambda case: False)
    row = proposed(paid())
    runner.work(lambda: moment("2026-05-06 11:00"))
    by_hand(row.case, "recovery_notice", "2026-05-06 12:00")
    row = ordered(row)
    runner.work(lambda: moment("2026-05-14 11:00"))
    order = by_hand(row.case, "recovery", "2026-05-14 12:00")
    demand_recovered(row.pk, by=who(cast.HANDLER), at=moment("2026-06-16 10:00"))
    with pytest.raises(NotPossibleNow, match=r"2026年6月16日已依据《追回决定书》.*送达催告"):
        ask_taking_back(order.pk, REASON, by=who(cast.INTAKE), at=moment("2026-06-17 10:00"))
    runner.work(lambda: moment("2026-06-17 11:00"))
    demand = by_hand(row.case, "recovery_demand", "2026-06-18 12:00")
    assert Recovery.objects.get().demand_until == date(2026, 6, 28)
    at = moment("2026-06-19 10:00")
    taken = ask_taking_back(demand.pk, REASON, by=who(cast.INTAKE), at=at)
    decide_taking_back(taken.pk, True, "", by=who(cast.BUREAU_HEAD), at=at)
    assert Recovery.objects.get().demand_until == date(2026, 6, 28), "nobody's days get shorter"
    assert record.last(row.case.stream.key).body["anew"][0]["until"] == "2026-06-28"


def test_a_letter_that_came_back_stays_as_long_as_an_announcement_rests_on_it() -> None:
    case = refused_by_letter()
    papers = [decision_of(case).pk]
    (row,) = post_papers(case.pk, papers, TRACKING, POSTED.date(), by=who(cast.INTAKE), at=POSTED)
    letter_returned(case.pk, TRACKING, ON, "查无此单位", by=who(cast.INTAKE), at=ARRIVED)
    announced = announce_papers(
        case.pk, papers, date(2026, 3, 6), "县政府公告栏", by=who(cast.INTAKE), at=moment("2026-04-10 09:00")
    )
    with pytest.raises(NotPossibleNow, match="先注销公告送达的登记"):
        asked(row)
    decided(asked(announced[0]))
    assert asked(row).state == "asked"


ASKED_WRONG: list[Any] = [
    pytest.param({"by": cast.INTAKE_ELSEWHERE}, NotAllowed, "出具文书的单位", id="another office"),
    pytest.param({"by": cast.AGENT}, NotAllowed, "出具文书的单位", id="the party"),
    pytest.param({"reason": "  "}, NotUnderstood, "登记错在哪里", id="no reason"),
]


@pytest.mark.parametrize(("said", "refusal", "words"), ASKED_WRONG)
def test_it_is_not_asked(said: dict[str, Any], refusal: type[Refusal], words: str) -> None:
    row = handed(refused_by_letter())
    with pytest.raises(refusal, match=words):
        asked(row, **said)
    assert not TakingBack.objects.exists()


def test_what_the_system_recorded_stays() -> None:
    case = refused_by_letter(way="electronic")
    with pytest.raises(NotPossibleNow, match="电子送达由系统"):
        asked(Service.objects.get(paper=decision_of(case)))
    with pytest.raises(NotFound, match="没有这次送达"):
        ask_taking_back(0, REASON, by=who(cast.INTAKE), at=ASKED)


def test_neither_asked_nor_decided_twice() -> None:
    row = handed(refused_by_letter())
    taken = asked(row)
    with pytest.raises(AlreadyDone, match="正在等负责人确认"):
        asked(row)
    decided(taken)
    with pytest.raises(AlreadyDone, match=r"已由.*办理：已注销"):
        decided(taken, by=cast.DEPUTY_HEAD)
    with pytest.raises(AlreadyDone, match="确认注销，没有重复办理"):
        asked(row)


def test_a_second_person_who_heads_the_office_and_recorded_nothing_decides() -> None:
    row = handed(refused_by_letter())
    taken = asked(row)
    with pytest.raises(NotAllowed, match="局长或者分管副局长"):
        decided(taken, by=cast.HANDLER)
    with pytest.raises(NotUnderstood, match="写明理由"):
        decided(taken, approved=False, answer=" ")
    with pytest.raises(NotFound):
        decide_taking_back(0, True, "", by=who(cast.BUREAU_HEAD), at=DECIDED)
    decided(taken)
    with pytest.raises(IntegrityError, match="a_taking_back_is_decided_by_a_second_person"), transaction.atomic():
        TakingBack.objects.create(
            service=row, reason="x", asked_by=who(cast.INTAKE), asked_at=ASKED,
            decided_by=who(cast.INTAKE), decided_at=ASKED,
        )  # fmt: skip


@pytest.mark.postgresql
def test_the_database_keeps_what_was_asked_and_decided_and_lets_only_a_state_move() -> None:
    row = handed(refused_by_letter())
    taken = asked(row)
    for change in ({"reason": "别的原因"}, {"asked_by": who(cast.HANDLER)}):
        with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
            TakingBack.objects.update(**change)
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Service.objects.update(state="taken_back", served_on=date(2026, 3, 4))
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Service.objects.update(state="returned")
    decided(taken)
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        TakingBack.objects.update(answer="别的意见")
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Service.objects.update(state="served")
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        TakingBack.objects.all()._raw_delete(using="default")


FORGED: list[Any] = [
    pytest.param(lambda: Service.objects.update(state="taken_back"), "没有确认注销的记录", id="taken back by nobody"),
    pytest.param(lambda: Service.objects.update(served_on=date(2026, 3, 4)), "记为送达，与记录不同", id="another day"),
    pytest.param(lambda: TakingBack.objects.update(state="refused"), "与记录不同", id="another answer"),
    pytest.param(lambda: TakingBack.objects.update(decided_by=who(cast.DEPUTY_HEAD)), "与记录不同", id="another head"),
    pytest.param(lambda: TakingBack.objects.all()._raw_delete(using="default"), "不在了", id="thrown away"),
    pytest.param(lambda: Service.objects.update(state="served"), "现在却仍有效", id="in force again"),
    pytest.param(
        lambda: IssuedDocument.objects.filter(kind="service_proof").update(state="numbered"),
        "是否作废与送达登记不一致",
        id="a proof in force again",
    ),
]


@pytest.mark.tampered
@pytest.mark.parametrize(("forge", "words"), FORGED)
def test_a_forged_taking_back_is_named(forge: Any, words: str, request: pytest.FixtureRequest) -> None:
    taken = asked(handed(refused_by_letter()))
    if "taken back by nobody" not in request.node.name and "another day" not in request.node.name:
        decided(taken)
    assert list(breaks()) == []
    triggers.lift(connection)
    forge()
    assert any(words in sentence for sentence in breaks())
