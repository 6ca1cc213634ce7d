"""A register answers, is down, is slow, answers of somebody else or nonsense: each a reply in words, never an error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from forms import specimen
from workflow_app.policy.register import Register, RegisterQuery
from workflow_app.registers import asking, world
from workflow_app.registers.asking import ask
from workflow_app.registers.played import serving
from workflow_app.registers.world import World

SOMEBODY = specimen.person_id(1)
ON = date(2026, 3, 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "registers.json"


@pytest.fixture
def service(file: Path) -> Iterator[str]:
    with serving(file, slowness=1.0) as address:
        yield address


def query(register: Register) -> RegisterQuery:
    return RegisterQuery(register, SOMEBODY, "declare_checks")


@pytest.mark.parametrize("register", list(Register))
def test_every_register_answers_something_unremarkable(service: str, register: Register) -> None:
    reply = ask(service, query(register), ON, "1")
    assert reply.failure == ""
    assert reply.content == World().answer(register, SOMEBODY, ON)
    assert register.label in reply.source


def test_what_the_world_knows_of_somebody_comes_back(service: str, file: Path) -> None:
    world.tell(file, SOMEBODY, Register.DEATH, {"died_on": "2026-02-01"})
    world.tell(file, SOMEBODY, Register.MARRIAGE, {"state": "widowed"})
    assert ask(service, query(Register.DEATH), ON, "1").content == {"died_on": "2026-02-01"}
    assert ask(service, query(Register.MARRIAGE), ON, "1").content == {"state": "widowed"}
    assert ask(service, query(Register.PENSION), ON, "1").content == {"retired_on": None}


def test_contributions_are_of_the_months_before_the_asking() -> None:
    months = World().answer(Register.CONTRIBUTIONS, SOMEBODY, ON)["months"]
    assert (months[0]["month"], months[-1]["month"]) == ("2024-03", "2026-02")
    assert {(each["insurance"], each["yuan"]) for each in months} == {("pension", "900.00"), ("medical", "360.00")}


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        pytest.param("down", "没有给出结果", id="down"),
        pytest.param("slow", "没有答复", id="slow"),
        pytest.param("contradicting", "与所问的不符", id="answers of somebody else"),
    ],
)
def test_a_register_in_a_mood_is_a_failure_with_a_sentence(
    service: str, file: Path, mood: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.2)
    world.put_into(file, Register.PENSION, mood)
    reply = ask(service, query(Register.PENSION), ON, "1")
    assert reply.content is None
    assert words in reply.failure
    assert reply.failure.endswith("。")
    assert ask(service, query(Register.DEATH), ON, "1").content is not None


def test_a_register_is_well_again(service: str, file: Path) -> None:
    world.put_into(file, Register.PENSION, "down")
    world.put_into(file, Register.PENSION, "")
    assert ask(service, query(Register.PENSION), ON, "1").content == {"retired_on": None}


def test_nobody_there_is_a_failure_with_a_sentence(file: Path) -> None:
    with serving(file) as gone:
        pass
    reply = ask(gone, query(Register.DEATH), ON, "1")
    assert (reply.content, reply.failure) == (None, "连接不上死亡信息。")


@pytest.mark.parametrize(
    ("status", "data", "words"),
    [
        pytest.param(500, b"{}", "代码500", id="an error"),
        pytest.param(200, b"<html>", "读不懂", id="no JSON"),
        pytest.param(200, b"[]", "与所问的不符", id="no object"),
        pytest.param(200, b'{"subject": "x", "content": {}}', "与所问的不符", id="of somebody else"),
        pytest.param(200, b" " * (asking.LONGEST + 1), "过大", id="too much"),
    ],
)
def test_a_strange_answer_is_not_taken(status: int, data: bytes, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_post", lambda *said: (status, data))
    reply = ask("http://127.0.0.1:1", query(Register.DEATH), ON, "1")
    assert reply.content is None
    assert words in reply.failure
