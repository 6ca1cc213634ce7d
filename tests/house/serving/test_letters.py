"""邮寄送达: a letter goes out under its number; it arrives, or comes back, once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.serving.letters import ADDRESS, ARRIVED, POSTED, TRACKING, decision_of, proof_of, refused_by_letter
from workflow_app.commands.serving.post_papers import post_papers
from workflow_app.commands.serving.settle_letter import letter_arrived, letter_returned
from workflow_app.jobs import runner
from workflow_app.models import Case, IssuedDocument, Service
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood, Refusal
from workflow_app.queries.law.service_days import served_on

SENT_ON, CAME_ON = date(2026, 3, 3), date(2026, 3, 5)


def posted(case: Case, username: str = cast.INTAKE) -> list[Service]:
    return post_papers(case.pk, [decision_of(case).pk], TRACKING, SENT_ON, by=who(username), at=POSTED)


def test_a_letter_goes_out_under_its_number() -> None:
    case = refused_by_letter()
    receipt = IssuedDocument.objects.get(case=case, kind="receipt")
    rows = post_papers(
        case.pk, [decision_of(case).pk, receipt.pk], "ea 123456789 cn", SENT_ON, by=who(cast.INTAKE), at=POSTED
    )
    assert [(row.state, row.tracking, row.sent_on, row.served_on) for row in rows] == [
        ("sent", TRACKING, SENT_ON, None)
    ] * 2
    act = record.last(case.stream.key)
    assert (act.verb, act.by) == ("post_papers", who(cast.INTAKE))
    assert act.body == {"papers": [receipt.number, decision_of(case).number], "tracking": TRACKING, "on": "2026-03-03"}
    assert served_on(case, "not_accepted") is None


def test_its_receipt_serves_every_paper_in_it_and_the_file_is_shut() -> None:
    case = refused_by_letter()
    posted(case)
    letter_arrived(case.pk, TRACKING, CAME_ON, "田小禾", "门卫", by=who(cast.INTAKE), at=ARRIVED)
    row = Service.objects.get()
    assert (row.state, row.served_on, row.settled_by, row.proof) == (
        "served",
        CAME_ON,
        who(cast.INTAKE),
        proof_of(case),
    )
    assert served_on(case, "not_accepted") == CAME_ON
    said = proof_of(case).data
    assert (said["method"], said["place"], said["proxy"]) == (
        "邮寄送达",
        ADDRESS,
        {"name": "田小禾", "relation": "门卫"},
    )
    assert said["received"]["on"] == "2026-03-05"
    assert TRACKING in said["remarks"]
    assert record.last(case.stream.key).body == {
        "paper": decision_of(case).number, "method": "post", "served_on": "2026-03-05",
    }  # fmt: skip
    runner.work(lambda: ARRIVED)
    assert Case.objects.get(pk=case.pk).archived_on == ARRIVED.date()


def test_what_came_back_is_not_served_and_may_be_tried_again() -> None:
    case = refused_by_letter()
    posted(case)
    letter_returned(case.pk, TRACKING, CAME_ON, "原址查无此人", by=who(cast.INTAKE), at=ARRIVED)
    row = Service.objects.get()
    assert (row.state, row.returned_on, row.served_on) == ("returned", CAME_ON, None)
    assert record.last(case.stream.key).verb == "letter_returned"
    assert not IssuedDocument.objects.filter(case=case, kind="service_proof").exists()
    again = post_papers(case.pk, [row.paper_id], "EA999999999CN", ARRIVED.date(), by=who(cast.INTAKE), at=ARRIVED)
    assert again[0].state == "sent"


REFUSED = [
    pytest.param({"papers": []}, NotUnderstood, "请勾选", id="nothing chosen"),
    pytest.param({"papers": [0]}, NotFound, "不在这个办件里", id="another case's"),
    pytest.param({"by": cast.INTAKE_ELSEWHERE}, NotAllowed, "出具文书的单位", id="another office"),
    pytest.param({"by": cast.AGENT}, NotAllowed, "出具文书的单位", id="the party itself"),
    pytest.param({"tracking": "12"}, NotUnderstood, "邮件号应是", id="no number"),
    pytest.param({"tracking": "快递单号"}, NotUnderstood, "邮件号应是", id="words for a number"),
    pytest.param({"on": date(2026, 3, 4)}, NotUnderstood, "还没有到", id="tomorrow"),
    pytest.param({"on": date(2026, 3, 1)}, NotUnderstood, "早于文书出具", id="before it was issued"),
]


@pytest.mark.parametrize(("said", "refusal", "words"), REFUSED)
def test_a_letter_is_refused(said: dict[str, object], refusal: type[Refusal], words: str) -> None:
    case = refused_by_letter()
    given = {"papers": [decision_of(case).pk], "tracking": TRACKING, "on": SENT_ON, "by": cast.INTAKE} | said
    papers, by = given["papers"], who(str(given["by"]))
    with pytest.raises(refusal, match=words):
        post_papers(case.pk, papers, given["tracking"], given["on"], by=by, at=POSTED)  # type: ignore[arg-type]
    assert not Service.objects.exists()


def test_an_internal_paper_goes_to_nobody() -> None:
    case = refused_by_letter()
    IssuedDocument.objects.filter(case=case, kind="not_accepted").update(internal=True)
    with pytest.raises(NotFound, match="不在这个办件里"):
        posted(case)


@pytest.mark.parametrize(("state", "words"), [("void", "已经作废"), ("parked", "还没有制作好")])
def test_only_what_is_made_and_holds_is_sent(state: str, words: str) -> None:
    case = refused_by_letter()
    IssuedDocument.objects.filter(case=case, kind="not_accepted").update(state=state)
    with pytest.raises(NotPossibleNow, match=words):
        posted(case)


def test_twice_is_once() -> None:
    case = refused_by_letter()
    posted(case)
    with pytest.raises(AlreadyDone, match=f"已经寄出（邮件号{TRACKING}"):
        posted(case)
    letter_arrived(case.pk, TRACKING, CAME_ON, "田小禾", by=who(cast.INTAKE), at=ARRIVED)
    with pytest.raises(AlreadyDone, match=r"已由.*登记为“已送达”"):
        letter_returned(case.pk, TRACKING, CAME_ON, "查无此人", by=who(cast.INTAKE), at=ARRIVED)
    with pytest.raises(AlreadyDone, match="2026年3月5日邮寄送达"):
        posted(case)


def test_a_number_belongs_to_one_letter() -> None:
    posted(refused_by_letter())
    other = refused_by_letter(serial=2)
    with pytest.raises(AlreadyDone, match="已经登记过"):
        posted(other)


SETTLED_WRONG = [
    pytest.param({"tracking": "EA000000000CN"}, NotFound, "没有登记过", id="no such letter"),
    pytest.param({"tracking": ""}, NotFound, "没有登记过", id="no number"),
    pytest.param({"on": date(2026, 3, 2)}, NotUnderstood, "才寄出", id="before it went"),
    pytest.param({"on": date(2026, 3, 7)}, NotUnderstood, "还没有到", id="tomorrow"),
    pytest.param({"receiver": " "}, NotUnderstood, "签收人", id="nobody signed"),
    pytest.param({"by": cast.INTAKE_ELSEWHERE}, NotAllowed, "出具文书的单位", id="another office"),
]


@pytest.mark.parametrize(("said", "refusal", "words"), SETTLED_WRONG)
def test_a_result_is_refused(said: dict[str, object], refusal: type[Refusal], words: str) -> None:
    case = refused_by_letter()
    posted(case)
    given = {"tracking": TRACKING, "on": CAME_ON, "receiver": "田小禾", "by": cast.INTAKE} | said
    with pytest.raises(refusal, match=words):
        letter_arrived(case.pk, given["tracking"], given["on"], given["receiver"], by=who(str(given["by"])), at=ARRIVED)  # type: ignore[arg-type]
    assert Service.objects.get().state == "sent"


def test_a_returned_letter_says_why() -> None:
    case = refused_by_letter()
    posted(case)
    with pytest.raises(NotUnderstood, match="退回原因"):
        letter_returned(case.pk, TRACKING, CAME_ON, "", by=who(cast.INTAKE), at=ARRIVED)


def test_a_service_is_recorded_for_good() -> None:
    case = refused_by_letter()
    posted(case)
    letter_arrived(case.pk, TRACKING, CAME_ON, "田小禾", by=who(cast.INTAKE), at=ARRIVED)
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Service.objects.update(served_on=SENT_ON)
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Service.objects.all()._raw_delete(using="default")
