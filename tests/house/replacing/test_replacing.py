"""作废和补发: a mistake is voided by two people, its number and bytes stay, and another paper takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.documents.every_sheet import ALL
from tests.house import record
from tests.house.serving.letters import decision_of, refused_by_letter
from workflow_app.commands.issue import issue
from workflow_app.commands.replacing.ask_replacement import ask_replacement
from workflow_app.commands.replacing.decide_replacement import decide_replacement
from workflow_app.jobs import runner
from workflow_app.models import Case, IssuedDocument, Replacement, Service, TakingBack, triggers
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood, Refusal
from workflow_app.queries.papers.corrected import correctable
from workflow_app.queries.public.verification import verified

ASKED, DECIDED = moment("2026-03-04 09:00"), moment("2026-03-04 15:00")
RIGHT = {"reason": "培训地点不在汤阴县。"}


@pytest.fixture
def case() -> Case:
    return refused_by_letter(way="electronic")


def asked(case: Case, words: Mapping[str, str] = RIGHT, ground: str = "words", by: str = cast.INTAKE) -> Replacement:
    return ask_replacement(decision_of(case).pk, ground, "理由不完整", words, by=who(by), at=ASKED)


def approved(row: Replacement, by: str = cast.BUREAU_HEAD) -> Replacement:
    return decide_replacement(row.pk, True, "同意补发。", by=who(by), at=DECIDED)


def test_another_takes_its_place_under_a_number_of_its_own_and_is_served(case: Case) -> None:
    before = IssuedDocument.objects.get(kind="not_accepted")
    approved(asked(case))
    runner.work(lambda: DECIDED)
    old, new = IssuedDocument.objects.filter(kind="not_accepted").order_by("pk")
    assert (old.state, old.replaced_by, new.state) == ("void", new, "stored")
    assert (old.number, old.sha256, old.data) == (before.number, before.sha256, before.data)
    assert new.ordinal == old.ordinal + 1
    assert new.data["reason"] == RIGHT["reason"]
    assert old.number in new.data["marks"][-1]
    assert (new.data["organ"]["name"], new.data["recipient"]) == (old.data["organ"]["name"], old.data["recipient"])
    assert Service.objects.get(paper=new).served_on == DECIDED.date()
    assert Case.objects.get(pk=case.pk).archived_on == DECIDED.date(), "the file has a second index"


def test_what_was_recorded_and_by_whom(case: Case) -> None:
    row = approved(asked(case))
    old = decision_of_old(case)
    acts = {act.verb: act for act in case.stream.actions.all()}
    assert acts["ask_replacement"].body == {
        "replacement": row.pk, "paper": old.number, "ground": "words", "places": ["reason"],
    }  # fmt: skip
    assert (acts["ask_replacement"].by, acts["decide_replacement"].by) == (who(cast.INTAKE), who(cast.BUREAU_HEAD))
    assert acts["decide_replacement"].body["by"] == old.replaced_by.number  # type: ignore[union-attr]
    runner.work(lambda: DECIDED)
    hands = IssuedDocument.objects.filter(kind="not_accepted").latest("pk").hands
    assert (hands["drafted"][0]["name"], hands["signed"][0]["name"]) == (
        who(cast.INTAKE).name, who(cast.BUREAU_HEAD).name,
    )  # fmt: skip


def test_the_public_page_says_void_and_by_which_it_was_replaced(case: Case) -> None:
    approved(asked(case))
    old = decision_of_old(case)
    assert old.replaced_by is not None
    said = verified(old.token)
    assert (said.valid, said.replaced_by, said.replaced_token) == (False, old.replaced_by.number, old.replaced_by.token)
    assert (said.why_void, said.voided_on) == ("文字差错", DECIDED)
    assert not verified(old.replaced_by.token).valid, "it is numbered, and not made yet"
    runner.work(lambda: DECIDED)
    assert verified(old.replaced_by.token).valid


def test_refused_the_paper_holds_and_may_be_asked_again(case: Case) -> None:
    decide_replacement(asked(case).pk, False, "原文没有错。", by=who(cast.BUREAU_HEAD), at=DECIDED)
    assert decision_of(case).state == "stored"
    assert record.last(case.stream.key).body["approved"] is False
    assert asked(case).state == "asked"


def test_a_sheet_at_fault_is_printed_again_with_the_same_words(case: Case) -> None:
    approved(asked(case, {}, "sheet"))
    old = decision_of_old(case)
    assert old.replaced_by is not None
    assert old.replaced_by.data["reason"] == old.data["reason"]


def test_one_letter_after_another_never_makes_it_somebody_else_s(case: Case) -> None:
    """Each paper is measured against the first of its chain, not against the one it takes the place of."""
    first = decision_of(case)
    name = first.data["recipient"]
    once, twice = f"王{name[1:]}", f"王{name[1:-1]}长"
    assert name not in (once, twice), "one letter, then another"
    approved(asked(case, {"recipient": once}))
    runner.work(lambda: DECIDED)
    second = IssuedDocument.objects.filter(kind="not_accepted").latest("pk")
    with pytest.raises(NotUnderstood, match=rf"最初出具的{first.number}写的是.*写错的字"):
        ask_replacement(second.pk, "words", "又错一字", {"recipient": twice}, by=who(cast.INTAKE), at=DECIDED)
    back = ask_replacement(second.pk, "words", "原来没有错", {"recipient": name}, by=who(cast.INTAKE), at=DECIDED)
    assert back.words == {"recipient": name}


ASKED_WRONG: list[Any] = [
    pytest.param({"by": cast.INTAKE_ELSEWHERE}, NotAllowed, "出具机关", id="another office"),
    pytest.param({"by": cast.AGENT}, NotAllowed, "出具机关", id="the party"),
    pytest.param({"ground": "mood"}, NotUnderstood, "选择原因", id="no ground"),
    pytest.param({"words": {}}, NotUnderstood, "没有一处文字改动", id="nothing wrong"),
    pytest.param({"words": {"case.number": "1"}}, NotUnderstood, "不能更正这一处", id="a number"),
    pytest.param({"words": {"organ.name": "别的局"}}, NotUnderstood, "不能更正这一处", id="the organ"),
    pytest.param({"words": {"reason": "培训地点在本县。"}}, NotUnderstood, "意思变了", id="the contrary"),
    pytest.param({"words": {"statement": "我没有意见"}}, NotUnderstood, "申请人的原话", id="what the party said"),
    pytest.param({"words": {"reason": " "}}, NotUnderstood, "不能为空", id="words taken away"),
    pytest.param({"ground": "double", "words": {}}, NotPossibleNow, "不是重复出具", id="the only one"),
]


@pytest.mark.parametrize(("said", "refusal", "words"), ASKED_WRONG)
def test_it_is_not_asked(case: Case, said: dict[str, Any], refusal: type[Refusal], words: str) -> None:
    with pytest.raises(refusal, match=words):
        asked(case, **said)
    assert not Replacement.objects.exists()


def test_neither_twice_nor_of_what_is_void_or_of_the_file_itself(case: Case) -> None:
    row = asked(case)
    with pytest.raises(AlreadyDone, match="正在等负责人审批"):
        asked(case, by=cast.HANDLER)
    approved(row)
    with pytest.raises(AlreadyDone, match="已经作废"):
        ask_replacement(row.paper_id, "words", "再改", RIGHT, by=who(cast.INTAKE), at=DECIDED)
    proof = IssuedDocument.objects.filter(kind="service_proof").earliest("pk")
    with pytest.raises(NotPossibleNow, match="按登记的内容出具"):
        ask_replacement(proof.pk, "sheet", "样式", {}, by=who(cast.INTAKE), at=DECIDED)
    with pytest.raises(NotFound):
        ask_replacement(0, "sheet", "样式", {}, by=who(cast.INTAKE), at=DECIDED)


def test_another_paper_of_the_kind_that_says_something_else_is_no_double(case: Case) -> None:
    """A second decision of other words beside the first: neither stands for the other."""
    first = decision_of(case)
    second = issue("not_accepted", data=first.data | {"reason": "另一项理由。"}, case=case, at=ASKED)
    runner.work(lambda: ASKED)
    with pytest.raises(NotPossibleNow, match="内容相同"):
        ask_replacement(second.pk, "double", "出了两份", {}, by=who(cast.INTAKE), at=DECIDED)
    issue("not_accepted", data=dict(first.data), case=case, at=ASKED)
    assert ask_replacement(first.pk, "double", "出了两份", {}, by=who(cast.INTAKE), at=DECIDED).pk


def test_a_second_person_who_heads_the_office_decides_once(case: Case) -> None:
    row = asked(case, by=cast.DEPUTY_HEAD)
    with pytest.raises(NotAllowed, match="您提出的"):
        approved(row, cast.DEPUTY_HEAD)
    with pytest.raises(NotAllowed, match="局长或者分管副局长"):
        approved(row, cast.SECTION)
    with pytest.raises(NotUnderstood, match="写明理由"):
        decide_replacement(row.pk, False, " ", by=who(cast.BUREAU_HEAD), at=DECIDED)
    approved(row)
    with pytest.raises(AlreadyDone, match=r"已由.*审批：已批准"):
        approved(row)
    with pytest.raises(IntegrityError, match="a_replacement_is_decided_by_a_second_person"), transaction.atomic():
        Replacement.objects.create(
            paper=row.paper, ground="sheet", reason="x", words={}, state="refused", asked_by=who(cast.INTAKE),
            asked_at=ASKED, decided_by=who(cast.INTAKE), decided_at=DECIDED,
        )  # fmt: skip


ASKED_FOR = [{"reason": "x"}, {"ground": "sheet"}, {"words": {}}, {"asked_at": DECIDED}]


@pytest.mark.postgresql
@pytest.mark.parametrize("approve", [None, True, False], ids=["asked", "approved", "refused"])
def test_the_database_keeps_what_was_asked_and_what_was_decided(case: Case, approve: bool | None) -> None:
    row = asked(case)
    changes: list[dict[str, Any]] = [*ASKED_FOR, {"asked_by": who(cast.HANDLER)}]
    if approve is not None:
        decide_replacement(row.pk, approve, "意见。", by=who(cast.BUREAU_HEAD), at=DECIDED)
        changes += [
            {"state": "asked"},
            {"answer": "别的意见"},
            {"decided_by": who(cast.DEPUTY_HEAD)},
            {"decided_at": ASKED},
        ]
    for change in changes:
        with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
            Replacement.objects.update(**change)
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Replacement.objects.all()._raw_delete(using="default")


def test_the_list_of_what_is_kept_is_whole() -> None:
    moves = {"id", "state", "decided_by_id", "decided_at", "answer"}
    for model, frozen in ((Replacement, triggers.FROZEN_REPLACEMENT), (TakingBack, triggers.FROZEN_TAKING_BACK)):
        assert {field.column for field in model._meta.concrete_fields} - set(frozen) == moves
    assert {field.column for field in Service._meta.concrete_fields} - set(triggers.FROZEN_SERVICE) == {"id", "state"}


@pytest.mark.parametrize("sheet", ALL)
def test_only_words_can_be_corrected_on_any_paper(sheet: str) -> None:
    """No sum, day, number, count, code or list of people is among them."""
    for spot in correctable(ALL[sheet]):
        last = [part for part in spot.path.split(".") if not part.isdigit()][-1]
        assert not last.endswith(("_on", "_at", "fen", "number", "count", "code", "standing", "name", "digest")), spot
        assert "lines" not in spot.path.split(".")
        assert "payee" not in spot.path


def decision_of_old(case: Case) -> IssuedDocument:
    return IssuedDocument.objects.filter(case=case, kind="not_accepted").earliest("pk")
