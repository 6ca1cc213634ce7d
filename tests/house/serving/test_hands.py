"""直接送达、留置送达、公告送达: what the 回证 has to say, and that it is not said of what was not done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.serving.letters import ARRIVED, POSTED, TRACKING, decision_of, proof_of, refused_by_letter
from workflow_app.commands.replacing.ask_replacement import ask_replacement
from workflow_app.commands.replacing.decide_replacement import decide_replacement
from workflow_app.commands.seat.recuse import recuse
from workflow_app.commands.serving.hand_over_papers import Handing, announce_papers, hand_over_papers
from workflow_app.commands.serving.post_papers import post_papers
from workflow_app.commands.serving.second_server import confirm_service, decline_service
from workflow_app.commands.serving.settle_letter import letter_returned
from workflow_app.models import Account, Case, Holding, Service
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood, SeparationOfDuties
from workflow_app.queries.law.service_days import served_on

ON = date(2026, 3, 5)
SIGNED = Handing(ON, "本单位办事窗口", receiver="岳河学校 田小禾")
LEFT = Handing(ON, "汤阴县人民路1号", refusal="认为不应不予受理，拒绝签收", witnesses="城关镇居委会 李主任")
CONFIRMED = moment("2026-03-06 11:00")
MONTH_OVER = moment("2026-04-10 09:00")


def handed(case: Case, said: Handing = SIGNED, other: str = "", by: str = cast.INTAKE) -> list[Service]:
    second: Account | None = who(other) if other else None
    return hand_over_papers(case.pk, [decision_of(case).pk], said, with_whom=second, by=who(by), at=ARRIVED)


def confirmed(rows: list[Service], by: str = cast.HANDLER) -> list[Service]:
    return confirm_service(rows[0].pk, by=who(by), at=CONFIRMED)


def test_who_signed_where_and_when_is_on_the_proof() -> None:
    case = refused_by_letter()
    handed(case, replace(SIGNED, words="身份证已核对。"))
    row = Service.objects.get()
    assert (row.method, row.state, row.served_on, row.by, row.proof) == (
        "direct", "served", ON, who(cast.INTAKE), proof_of(case),
    )  # fmt: skip
    said = proof_of(case).data
    assert (said["place"], said["received"]) == ("本单位办事窗口", {"name": "岳河学校 田小禾", "on": "2026-03-05"})
    assert said["servers"] == [who(cast.INTAKE).name]
    assert said["remarks"] == "身份证已核对。受送达人签收的回证原件附卷。"
    assert record.last(case.stream.key).body["method"] == "direct"


def test_a_refused_paper_is_left_before_a_witness_by_two_officers() -> None:
    case = refused_by_letter()
    confirmed(handed(case, LEFT, cast.HANDLER))
    said = proof_of(case).data
    assert (said["method"], said["witnesses"]) == ("留置送达", ["城关镇居委会 李主任"])
    assert said["servers"] == [who(cast.INTAKE).name, who(cast.HANDLER).name]
    assert "拒绝签收" in said["refused"]
    assert "received" not in said


def test_pictures_stand_for_a_witness() -> None:
    case = refused_by_letter()
    confirmed(handed(case, replace(LEFT, witnesses="", filmed=True), cast.HANDLER))
    assert "拍照录像" in proof_of(case).data["remarks"]


REFUSED: list[Any] = [
    pytest.param(replace(SIGNED, receiver=""), "", NotUnderstood, "在回证上签名的人", id="nobody signed"),
    pytest.param(replace(SIGNED, place=" "), "", NotUnderstood, "送达地点", id="nowhere"),
    pytest.param(replace(SIGNED, on=date(2026, 3, 9)), "", NotUnderstood, "还没有到", id="not yet"),
    pytest.param(replace(LEFT, witnesses=""), cast.HANDLER, NotUnderstood, "见证人", id="left unseen"),
    pytest.param(LEFT, "", NotUnderstood, "两名工作人员", id="left by one"),
    pytest.param(LEFT, cast.INTAKE, NotUnderstood, "另一名工作人员", id="left by one twice"),
    pytest.param(LEFT, cast.HANDLER_ELSEWHERE, NotUnderstood, "另一名工作人员", id="with a stranger"),
]


@pytest.mark.parametrize(("said", "other", "refusal", "words"), REFUSED)
def test_what_the_proof_would_lack_is_refused(said: Handing, other: str, refusal: type[Exception], words: str) -> None:
    case = refused_by_letter()
    with pytest.raises(refusal, match=words):
        handed(case, said, other)
    assert not Service.objects.exists()


def test_whoever_keeps_away_is_no_second_server() -> None:
    case = refused_by_letter()
    recuse(case.pk, who(cast.HANDLER), "申请人是亲属。", by=who(cast.HANDLER), at=ARRIVED)
    with pytest.raises(SeparationOfDuties, match="回避"):
        handed(case, LEFT, cast.HANDLER)


def test_what_two_did_is_served_once_the_second_says_so_too() -> None:
    case = refused_by_letter()
    receipt = case.papers.get(kind="receipt")
    both = hand_over_papers(
        case.pk,
        [receipt.pk, decision_of(case).pk],
        SIGNED,
        with_whom=who(cast.HANDLER),
        by=who(cast.INTAKE),
        at=ARRIVED,
    )
    assert [row.state for row in both] == ["told", "told"]
    assert served_on(case, "not_accepted") is None
    assert not case.papers.filter(kind="service_proof").exists()
    act = record.last(case.stream.key)
    assert (act.verb, act.body["papers"]) == ("tell_service", [receipt.number, decision_of(case).number])
    with pytest.raises(AlreadyDone, match="正在等同去的同事确认"):
        handed(case)
    with pytest.raises(NotAllowed, match="本人确认"):
        confirmed(both, cast.INTAKE)
    confirmed(both[1:])
    assert served_on(case, "not_accepted") == ON
    assert {row.settled_by for row in Service.objects.all()} == {who(cast.HANDLER)}
    assert (record.last(case.stream.key).verb, record.last(case.stream.key).by) == ("serve", who(cast.HANDLER))
    assert len(proof_of(case).data["papers"]) == 2
    with pytest.raises(AlreadyDone, match=r"已由.*处理：已送达"):
        confirmed(both)


@pytest.mark.parametrize("by", [cast.INTAKE, cast.HANDLER])
def test_who_was_not_there_says_so_and_the_papers_wait_again(by: str) -> None:
    case = refused_by_letter()
    rows = handed(case, LEFT, cast.HANDLER)
    with pytest.raises(NotUnderstood, match="撤下的原因"):
        decline_service(rows[0].pk, " ", by=who(by), at=CONFIRMED)
    with pytest.raises(NotAllowed, match=r"由登记人、同去的同事.*撤下"):
        decline_service(rows[0].pk, "没有同去。", by=who(cast.SECTION), at=CONFIRMED)
    decline_service(rows[0].pk, "没有同去。", by=who(by), at=CONFIRMED)
    row = Service.objects.get()
    assert (row.state, row.answer, row.settled_by) == ("declined", "没有同去。", who(by))
    assert record.last(case.stream.key).verb == "decline_service"
    assert served_on(case, "not_accepted") is None
    with pytest.raises(AlreadyDone, match="没有确认"):
        confirmed(rows)
    assert handed(case)[0].state == "served"


def test_who_steps_aside_or_leaves_before_confirming_confirms_nothing() -> None:
    case = refused_by_letter()
    rows = handed(case, LEFT, cast.HANDLER)
    recuse(case.pk, who(cast.HANDLER), "申请人是亲属。", by=who(cast.HANDLER), at=ARRIVED)
    with pytest.raises(SeparationOfDuties, match="回避"):
        confirmed(rows)
    Holding.objects.filter(account=who(cast.HANDLER)).update(until=date(2026, 3, 5))
    with pytest.raises(NotAllowed, match="已不在出具文书的单位"):
        confirmed(rows)


@pytest.mark.parametrize("head", [cast.BUREAU_HEAD, cast.DEPUTY_HEAD])
def test_once_both_have_left_who_heads_the_papers_takes_it_down(head: str) -> None:
    case = refused_by_letter()
    rows = handed(case, LEFT, cast.HANDLER)
    Holding.objects.filter(account__in=[who(cast.INTAKE), who(cast.HANDLER)]).update(until=date(2026, 3, 5))
    with pytest.raises(NotAllowed, match="本单位负责人撤下"):
        confirmed(rows)
    with pytest.raises(NotAllowed, match="本人确认"):
        confirmed(rows, head)
    with pytest.raises(NotUnderstood, match="撤下的原因"):
        decline_service(rows[0].pk, "", by=who(head), at=CONFIRMED)
    decline_service(rows[0].pk, "两人都已调离。", by=who(head), at=CONFIRMED)
    row = Service.objects.get()
    assert (row.state, row.answer, row.settled_by) == ("declined", "两人都已调离。", who(head))
    assert record.last(case.stream.key).verb == "decline_service"
    assert not case.papers.filter(kind="service_proof").exists()


def test_a_head_who_keeps_away_or_heads_another_office_takes_nothing_down() -> None:
    case = refused_by_letter()
    rows = handed(case, LEFT, cast.HANDLER)
    with pytest.raises(NotAllowed, match="出具机关的局长"):
        decline_service(rows[0].pk, "两人都已调离。", by=who(cast.HANDLER_ELSEWHERE), at=CONFIRMED)
    recuse(case.pk, who(cast.BUREAU_HEAD), "申请人是亲属。", by=who(cast.BUREAU_HEAD), at=ARRIVED)
    with pytest.raises(SeparationOfDuties, match="回避"):
        decline_service(rows[0].pk, "两人都已调离。", by=who(cast.BUREAU_HEAD), at=CONFIRMED)
    assert Service.objects.get().state == "told"


def test_a_paper_that_is_void_since_is_not_confirmed() -> None:
    case = refused_by_letter()
    rows = handed(case, LEFT, cast.HANDLER)
    asked = ask_replacement(decision_of(case).pk, "sheet", "印章位置不对。", {}, by=who(cast.INTAKE), at=ARRIVED)
    decide_replacement(asked.pk, True, "同意。", by=who(cast.BUREAU_HEAD), at=ARRIVED)
    with pytest.raises(NotPossibleNow, match=r"在登记以后已经作废.*撤下"):
        confirmed(rows)
    assert Service.objects.get().state == "told"
    assert not case.papers.filter(kind="service_proof").exists()
    decline_service(rows[0].pk, "文书已作废。", by=who(cast.HANDLER), at=CONFIRMED)
    assert Service.objects.get().state == "declined"


def test_what_was_told_is_changed_by_nobody_until_the_second_answers() -> None:
    handed(refused_by_letter(), LEFT, cast.HANDLER)
    behind_the_back = ({"state": "served"}, {"state": "declined"}, {"state": "taken_back"}, {"state": "returned"})
    for change in (
        {"served_on": date(2026, 3, 4)},
        {"with_whom": who(cast.SECTION)},
        {"refusal": "别的"},
        *behind_the_back,
    ):
        with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
            Service.objects.update(**change)


def test_by_the_issuing_office_and_once() -> None:
    case = refused_by_letter()
    with pytest.raises(NotAllowed, match="出具文书的单位"):
        handed(case, by=cast.HANDLER_ELSEWHERE)
    handed(case)
    with pytest.raises(AlreadyDone, match="2026年3月5日直接送达"):
        handed(case)


def test_an_announcement_comes_last_and_counts_after_thirty_days() -> None:
    case = refused_by_letter()
    papers = [decision_of(case).pk]
    with pytest.raises(NotPossibleNow, match="还没有退回的邮件"):
        announce_papers(case.pk, papers, date(2026, 3, 6), "县政府公告栏", by=who(cast.INTAKE), at=MONTH_OVER)
    post_papers(case.pk, papers, TRACKING, POSTED.date(), by=who(cast.INTAKE), at=POSTED)
    letter_returned(case.pk, TRACKING, ON, "查无此单位", by=who(cast.INTAKE), at=ARRIVED)
    with pytest.raises(NotPossibleNow, match="三十日到2026年4月10日"):
        announce_papers(case.pk, papers, date(2026, 3, 11), "县政府公告栏", by=who(cast.INTAKE), at=MONTH_OVER)
    with pytest.raises(NotUnderstood, match="在哪里公告"):
        announce_papers(case.pk, papers, date(2026, 3, 6), "", by=who(cast.INTAKE), at=MONTH_OVER)
    with pytest.raises(NotUnderstood, match="早于邮件退回的2026年3月5日"):
        announce_papers(case.pk, papers, date(2026, 3, 4), "县政府公告栏", by=who(cast.INTAKE), at=MONTH_OVER)
    announce_papers(case.pk, papers, date(2026, 3, 6), "县政府公告栏", by=who(cast.INTAKE), at=MONTH_OVER)
    row = Service.objects.get(method="announced")
    assert (row.state, row.served_on) == ("served", date(2026, 4, 5))
    assert "公告期三十日" in proof_of(case).data["remarks"]
