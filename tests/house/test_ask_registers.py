"""Registers are asked only what the filing authorises; each answer is kept; one that is down stops nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from forms import specimen
from tests import cast
from tests.cast import who
from tests.situations import FILED, SIGNED, case_submitted
from workflow_app.commands.ask_registers import ASK_REGISTERS, ask_again, ask_registers, authorised
from workflow_app.models import Action, Case, OutboxEntry, RegisterRecord
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow
from workflow_app.policy.register import Register, RegisterQuery
from workflow_app.queries.law.circumstances import circumstances
from workflow_app.queries.law.facts import facts_of
from workflow_app.registers import world
from workflow_app.registers.played import serving

SOMEBODY = specimen.person_id(77)
ASKED = (
    RegisterQuery(Register.DEATH, SOMEBODY, "declare_checks"),
    RegisterQuery(Register.PENSION, SOMEBODY, "declare_checks"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "registers.json"


@pytest.fixture
def service(file: Path, settings: object) -> Iterator[str]:
    with serving(file) as address:
        settings.REGISTERS = address  # type: ignore[attr-defined]
        yield address


@pytest.fixture(autouse=True)
def asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first procedure of the item the house is tried with asks two registers."""
    ask_of(monkeypatch, ASKED)


def ask_of(monkeypatch: pytest.MonkeyPatch, queries: tuple[RegisterQuery, ...]) -> None:
    case_item = catalogue.items()
    for item in case_item:
        asking = tuple(replace(each, queries=lambda answers: queries) for each in item.procedures)
        monkeypatch.setitem(catalogue._items, item.slug, replace(item, procedures=asking))


def entries(case: Case) -> int:
    return OutboxEntry.objects.filter(job=ASK_REGISTERS, argument=case.pk).count()


def test_a_filing_has_the_registers_asked_after_the_commit(service: str) -> None:
    case = case_submitted()
    assert entries(case) == 1
    assert ask_registers(case.pk, at=FILED) == 2
    kept = RegisterRecord.objects.get(case=case, register="death")
    assert (kept.content, kept.subject, kept.authorised_by, kept.filing) == (
        {"died_on": None},
        SOMEBODY,
        "declare_checks",
        1,
    )
    assert (kept.asked_at, kept.answered_at, kept.failure) == (FILED, FILED, "")
    assert service.removeprefix("http://") in kept.source
    assert Action.objects.filter(stream=case.stream, verb="ask_registers").get().body == {"asked": 2, "answered": 2}


def test_the_rules_are_given_the_answers_and_the_digest_agrees(service: str) -> None:
    case = case_submitted()
    ask_registers(case.pk, at=FILED)
    case = Case.objects.get(pk=case.pk)
    gathered = facts_of(case, FILED.date())
    answer = gathered.facts.answered(Register.DEATH, SOMEBODY)
    assert answer is not None
    assert answer.content == {"died_on": None}
    assert gathered.facts.answered(Register.PROPERTY, SOMEBODY) is None
    assert gathered.circumstances == circumstances(case) == case.circumstances


def test_the_same_day_it_is_not_asked_twice(service: str) -> None:
    case = case_submitted()
    assert [ask_registers(case.pk, at=FILED), ask_registers(case.pk, at=FILED)] == [2, 0]


@pytest.mark.parametrize("unsigned", [None, False, []], ids=["not answered", "not agreed", "no paper handed in"])
def test_without_an_authorisation_on_file_nothing_is_asked(unsigned: object) -> None:
    signed = {"own": True, "of_spouse": unsigned}
    queries = (RegisterQuery(Register.DEATH, SOMEBODY, "own"), RegisterQuery(Register.MARRIAGE, SOMEBODY, "of_spouse"))
    assert [query.register for query in authorised(signed, queries)] == [Register.DEATH]


def test_a_register_that_is_down_is_kept_as_that_and_asked_again_by_an_officer(service: str, file: Path) -> None:
    case = case_submitted()
    world.put_into(file, Register.PENSION, "down")
    assert ask_registers(case.pk, at=FILED) == 2
    failed = RegisterRecord.objects.get(case=case, register="pension")
    assert (failed.content, failed.answered_at) == (None, None)
    assert "没有给出结果" in failed.failure
    world.put_into(file, Register.PENSION, "")
    ask_again(case.pk, by=who(cast.HANDLER), at=SIGNED)
    assert entries(case) == 2
    assert ask_registers(case.pk, at=FILED) == 1
    assert RegisterRecord.objects.filter(case=case, register="pension").latest("pk").content == {"retired_on": None}


def test_only_the_deciding_unit_has_them_asked(service: str) -> None:
    case = case_submitted()
    with pytest.raises(NotAllowed):
        ask_again(case.pk, by=who(cast.HANDLER_ELSEWHERE), at=SIGNED)


def test_where_no_service_is_connected_nobody_is_asked(settings: object) -> None:
    settings.REGISTERS = ""  # type: ignore[attr-defined]
    case = case_submitted()
    assert entries(case) == 0
    with pytest.raises(NotPossibleNow, match="还没有接入"):
        ask_again(case.pk, by=who(cast.HANDLER), at=SIGNED)
