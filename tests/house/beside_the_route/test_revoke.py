"""撤销: never without telling the facts and hearing the party, never by one person alone, and no fen moves twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db.models import F

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import (
    ITEM,
    batch_drafted,
    batch_released,
    batch_settled,
    case_at,
    case_determined,
    class_in_force,
    own_claim,
    payment_approved,
)
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation, state_on_revocation
from workflow_app.commands.close_case import close_case
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.jobs.runner import work
from workflow_app.models import Appropriation, Case, IssuedDocument, Revocation
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.doubts import BEING_REVOKED, doubted_lines, doubts_about
from workflow_app.queries.finance.payments import payable

AT = moment("2026-04-22 10:00")  # heard for five working days: until the 29th
SPOKEN = moment("2026-04-24 10:00")
DAYS_OVER = moment("2026-04-30 09:00")
FACTS, BASIS, WORDS = "证书编号查无此证", "示例办法第十条", "证书不是真的，陈述不予采纳"


@pytest.fixture
def case() -> Case:
    return case_determined(own_claim())


def proposed(case: Case, by: str = cast.HANDLER) -> Revocation:
    return propose_revocation(case.pk, FACTS, BASIS, by=who(by), at=AT)


def spoken(row: Revocation, by: str = cast.TRAINEE) -> Revocation:
    return state_on_revocation(row.pk, "证书是学校代领的。", by=who(by), at=SPOKEN)


def decided(row: Revocation, revoked: bool = True, by: str = cast.BUREAU_HEAD) -> Revocation:
    return decide_revocation(row.pk, revoked, WORDS, by=who(by), at=DAYS_OVER)


def test_the_party_is_told_the_facts_and_until_when_it_may_speak(case: Case) -> None:
    row = proposed(case)
    assert (row.state, row.heard_until.isoformat()) == ("noticed", "2026-04-29")
    paper = IssuedDocument.objects.get(case=case, kind="revocation_notice")
    assert (paper.data["facts"], paper.data["heard_until"]) == (f"{FACTS}。", "2026-04-29")
    assert paper.data["decision"]["number"] == case.papers.get(kind="determination").number
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.body) == ("propose_revocation", {"revocation": row.pk, "heard_until": "2026-04-29"})
    assert Case.objects.get(pk=case.pk).state == "approved", "until it is decided the decision stands"


def test_revoked_nothing_is_paid_any_more_and_the_money_goes_back(case: Case) -> None:
    assert Appropriation.objects.get().reserved > 0
    decided(spoken(proposed(case)))
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.step) == ("revoked", "")
    assert list(case.claims.values_list("state", flat=True)) == ["ended"]
    assert Appropriation.objects.get().reserved == 0
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.body["given_back"], act.body["paid"]) == ("decide_revocation", str(case.amount), "0")
    paper = IssuedDocument.objects.get(case=case, kind="revocation")
    assert paper.data["statement"] == "证书是学校代领的。"
    assert paper.data["remedies"]["court"] == "汤阴县人民法院"
    with pytest.raises(NotPossibleNow, match="没有已核定、尚未提请拨付的明细"):
        request_funds(case.claims.get().notice_lines.get().notice_id, by=who(cast.BUREAU_FINANCE), at=DAYS_OVER)


def test_what_was_paid_stays_paid_and_has_to_be_recovered() -> None:
    batch = batch_settled(own_claim())
    case = Case.objects.get(claims__payment_lines__batch=batch)
    assert close_case(case.pk, at=AT)
    decided(proposed(case))
    case = Case.objects.get(pk=case.pk)
    assert (case.state, list(case.claims.values_list("state", flat=True))) == ("revoked", ["paid"])
    paper = IssuedDocument.objects.get(case=case, kind="revocation")
    assert Decimal(paper.data["paid_fen"]) == case.amount * 100
    assert paper.data["statement"] == ""


def test_dropped_everything_goes_on(case: Case) -> None:
    row = decided(spoken(proposed(case)), revoked=False)
    assert row.state == "dropped"
    assert Case.objects.get(pk=case.pk).state == "approved"
    assert IssuedDocument.objects.filter(case=case, kind="revocation_dropped").exists()
    assert Appropriation.objects.get().reserved > 0
    assert request_funds(case.claims.get().notice_lines.get().notice_id, by=who(cast.BUREAU_FINANCE), at=DAYS_OVER)


def test_a_closed_file_is_opened_again_until_the_papers_are_in_it() -> None:
    batch = batch_settled(own_claim())
    case = Case.objects.get(claims__payment_lines__batch=batch)
    for _ in range(3):
        work(lambda: AT)
    assert Case.objects.get(pk=case.pk).archived_on
    decided(proposed(case))
    assert Case.objects.get(pk=case.pk).archived_on is None
    for _ in range(3):
        work(lambda: DAYS_OVER)
    assert Case.objects.get(pk=case.pk).archived_on == DAYS_OVER.date()
    assert case.papers.filter(kind="file_index").count() == 2


def test_an_approval_without_money_is_revoked_as_well() -> None:
    record_case = class_in_force(checked=False)
    row = propose_revocation(record_case.pk, FACTS, BASIS, by=who(cast.SECTION), at=AT)
    decided(row)
    assert Case.objects.get(pk=record_case.pk).state == "revoked"


def test_nobody_decides_before_the_party_spoke_or_its_days_are_over(case: Case) -> None:
    row = proposed(case)
    for at in (SPOKEN, moment("2026-04-29 17:00")):
        with pytest.raises(NotPossibleNow, match="期限到2026年4月29日"):
            decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=at)
    spoken(row)
    decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=SPOKEN)


def test_who_proposed_does_not_decide(case: Case) -> None:
    row = proposed(case, cast.DEPUTY_HEAD)
    with pytest.raises(NotAllowed, match="另一位负责人"):
        decided(row, by=cast.DEPUTY_HEAD)
    decided(row)


@pytest.mark.parametrize("username", [cast.TRAINEE, cast.INTAKE])
def test_the_party_speaks_once_itself_or_on_paper(case: Case, username: str) -> None:
    row = spoken(proposed(case), username)
    assert (row.state, row.stated_by) == ("heard", who(username))
    assert record.last(f"case:{case.number}").body["on_paper"] is (username == cast.INTAKE)
    assert row.statement.startswith("（书面提交）") is (username == cast.INTAKE)
    with pytest.raises(AlreadyDone, match="2026年4月24日收到"):
        spoken(row, username)


def test_who_proposed_writes_down_nothing_for_the_party(case: Case) -> None:
    row = proposed(case)
    with pytest.raises(NotAllowed, match="撤销是您提出的，不能由您登记"):
        spoken(row, cast.HANDLER)
    assert Revocation.objects.get(pk=row.pk).state == "noticed"


def test_who_wrote_the_partys_word_down_does_not_decide(case: Case) -> None:
    row = spoken(proposed(case), cast.DEPUTY_HEAD)
    spoken(row)
    with pytest.raises(NotAllowed, match="陈述申辩是您登记的"):
        decided(row, by=cast.DEPUTY_HEAD)
    decided(row)


def test_a_paper_neither_shortens_the_days_nor_closes_the_partys_mouth(case: Case) -> None:
    row = spoken(proposed(case), cast.INTAKE)
    with pytest.raises(NotPossibleNow, match="还没有收到申请人本人在网上提交的意见"):
        decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=SPOKEN)
    row = state_on_revocation(row.pk, "我还有话说。", by=who(cast.TRAINEE), at=SPOKEN)
    assert row.statement == "（书面提交）证书是学校代领的。\n我还有话说。"
    decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=SPOKEN)


def test_a_late_word_is_heard_while_nothing_is_decided(case: Case) -> None:
    row = proposed(case)
    state_on_revocation(row.pk, "刚收到告知书。", by=who(cast.TRAINEE), at=moment("2026-05-06 10:00"))
    decided(row)
    with pytest.raises(AlreadyDone):
        state_on_revocation(row.pk, "再说一句。", by=who(cast.TRAINEE), at=DAYS_OVER)


def test_strangers_say_nothing(case: Case) -> None:
    row = proposed(case)
    for username in (cast.STRANGER, cast.HANDLER_ELSEWHERE):
        with pytest.raises(NotFound, match="无权办理"):
            spoken(row, username)
    with pytest.raises(NotFound, match="没有这次撤销"):
        state_on_revocation(999, "话。", by=who(cast.TRAINEE), at=SPOKEN)


def test_words_are_said_at_every_act(case: Case) -> None:
    for facts, basis in ((" ", BASIS), (FACTS, " ")):
        with pytest.raises(NotUnderstood, match="事实和撤销的依据"):
            propose_revocation(case.pk, facts, basis, by=who(cast.HANDLER), at=AT)
    row = proposed(case)
    with pytest.raises(NotUnderstood, match="陈述申辩的意见"):
        state_on_revocation(row.pk, " ", by=who(cast.TRAINEE), at=SPOKEN)
    with pytest.raises(NotUnderstood, match="决定的理由"):
        decide_revocation(row.pk, True, " ", by=who(cast.BUREAU_HEAD), at=DAYS_OVER)


@pytest.mark.parametrize("username", [cast.INTAKE, cast.BUREAU_FINANCE, cast.HANDLER_ELSEWHERE, cast.TRAINEE])
def test_who_neither_examines_nor_decides_proposes_nothing(case: Case, username: str) -> None:
    with pytest.raises(NotAllowed, match="经办、复核岗位或者负责人"):
        proposed(case, username)


@pytest.mark.parametrize("username", [cast.HANDLER, cast.SECTION, cast.TRAINEE])
def test_who_does_not_decide_decides_nothing(case: Case, username: str) -> None:
    with pytest.raises(NotAllowed, match="局长或者分管副局长"):
        decided(proposed(case), by=username)


def test_one_at_a_time_and_decided_once(case: Case) -> None:
    row = proposed(case)
    with pytest.raises(AlreadyDone, match="没有重复提出"):
        proposed(case)
    decided(row)
    with pytest.raises(AlreadyDone, match="“已撤销”"):
        decided(row)
    with pytest.raises(NotPossibleNow, match="没有可以撤销的决定"):
        proposed(case)


def test_an_undecided_case_is_not_revoked() -> None:
    with pytest.raises(NotPossibleNow, match="没有可以撤销的决定"):
        proposed(case_at("section", own_claim()))


def test_money_on_its_way_is_waited_for() -> None:
    batch = batch_drafted(own_claim())
    case = Case.objects.get(claims__payment_lines__batch=batch)
    with pytest.raises(NotPossibleNow, match=f"{batch.number} 中，正在支付"):
        proposed(case)


def test_while_it_is_open_nothing_is_asked_for(case: Case) -> None:
    row, notice = proposed(case), case.claims.get().notice_lines.get().notice_id
    with pytest.raises(NotPossibleNow, match="正在办理撤销的等决定以后再提请"):
        request_funds(notice, by=who(cast.BUREAU_FINANCE), at=SPOKEN)
    decided(row, revoked=False)
    assert request_funds(notice, by=who(cast.BUREAU_FINANCE), at=DAYS_OVER).count == 1


def test_while_it_is_open_nothing_is_drafted() -> None:
    request = payment_approved(own_claim())
    row = proposed(Case.objects.get(claims__notice_lines__funds_request=request))
    assert payable(request, DAYS_OVER.date()).count == 0
    assert [(each.line.ordinal, each.about) for each in doubted_lines(request)] == [(1, BEING_REVOKED)]
    with pytest.raises(NotPossibleNow, match="决定是否撤销"):
        draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=SPOKEN)
    decided(row, revoked=False)
    assert draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=DAYS_OVER).count == 1


@pytest.mark.tampered  # no command opens one while a batch stands
def test_while_it_is_open_no_batch_is_released() -> None:
    batch = batch_drafted(own_claim())
    case = Case.objects.get(claims__payment_lines__batch=batch)
    said = {"facts": FACTS, "basis": BASIS, "proposed_by": who(cast.HANDLER), "noticed_at": AT, "told_on": AT.date()}
    Revocation.objects.create(case=case, heard_until=DAYS_OVER.date(), **said)
    assert BEING_REVOKED in doubts_about(case.claims.values("pk")).values()
    with pytest.raises(NotPossibleNow, match="第1行在编制后发现需要核实的情况，或者正在办理撤销"):
        release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=SPOKEN)


@pytest.mark.tampered
@pytest.mark.parametrize(
    ("forged", "named"),
    [({"statement": "证书是假的。"}, "陈述申辩"), ({"heard_until": "2026-04-23"}, "陈述申辩期限")],
)
def test_verify_names_another_word_or_day_than_the_partys(case: Case, forged: dict[str, str], named: str) -> None:
    spoken(proposed(case))
    Revocation.objects.update(**forged)
    assert list(breaks()) == [f"办件 {case.number} 的撤销的{named}与记录不同"]


ANOTHER = "的撤销的事实、理由、状态或者由谁、何时办理，与记录不同"


@pytest.mark.tampered
@pytest.mark.parametrize(
    ("forged", "named"),
    [
        pytest.param({"facts": "证书遗失。"}, ANOTHER, id="facts"),
        pytest.param({"basis": "别的依据"}, ANOTHER, id="basis"),
        pytest.param({"noticed_at": DAYS_OVER}, ANOTHER, id="told later"),
        pytest.param({"decided_at": AT}, ANOTHER, id="decided before"),
        pytest.param({"words": "另一句。"}, ANOTHER, id="reason"),
        pytest.param({"state": "dropped"}, ANOTHER, id="another outcome"),
        pytest.param({"state": "noticed", "words": "", "decided_by": None, "decided_at": None}, ANOTHER, id="none"),
        pytest.param({"proposed_by": F("decided_by")}, "的撤销由同一个人提出和决定", id="one person alone"),
    ],
)
def test_verify_names_a_revocation_that_was_tampered_with(case: Case, forged: dict[str, Any], named: str) -> None:
    decided(spoken(proposed(case)))
    Revocation.objects.update(**forged)
    assert f"办件 {case.number} {named}" in list(breaks())


@pytest.mark.tampered
def test_verify_names_a_revocation_that_is_gone(case: Case) -> None:
    gone = proposed(case).pk
    Revocation.objects.all().delete()
    assert f"记录里的撤销（第{gone}号）不在了" in list(breaks())


@pytest.mark.tampered
def test_verify_names_what_was_released_meanwhile() -> None:
    batch = batch_released(own_claim())
    case = Case.objects.get(claims__payment_lines__batch=batch)
    said = {
        "facts": FACTS,
        "basis": BASIS,
        "proposed_by": who(cast.HANDLER),
        "noticed_at": case.decided_at,
        "told_on": AT.date(),
    }
    Revocation.objects.create(case=case, heard_until=DAYS_OVER.date(), **said)
    assert f"批次 {batch.number} 第1笔在撤销决定作出之前放了款" in list(breaks())


def test_money_released_meanwhile_stops_the_decision() -> None:
    batch = batch_released(own_claim())
    case = Case.objects.get(claims__payment_lines__batch=batch)
    with pytest.raises(NotPossibleNow, match="已经放款在途"):
        proposed(case)


def test_what_lives_on_under_a_procedure_of_its_own_is_not_revoked_here(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    procedure = catalogue.procedure(ITEM, case.procedure)
    object.__setattr__(procedure, "life", lambda case_id: {})
    try:
        with pytest.raises(NotPossibleNow, match="自己的程序办理"):
            proposed(case)
    finally:
        object.__setattr__(procedure, "life", None)
