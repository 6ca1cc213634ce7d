"""A register answers, is down, is slow, answers of somebody else or nonsense: each a reply in words, never an error."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
WIDOWED = {"state": "widowed", "spouse": None, "since": None}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "registers.json"


@pytest.fixture
def service(file: Path) -> Iterator[str]:
    with serving(file, slowness=1.0) as address:
        yield address


def said_of(content: bytes) -> bytes:
    return b'{"subject": "%s", "content": %s}' % (SOMEBODY.encode(), content)


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
    world.tell(file, SOMEBODY, Register.MARRIAGE, WIDOWED)
    assert ask(service, query(Register.DEATH), ON, "1").content == {"died_on": "2026-02-01"}
    assert ask(service, query(Register.MARRIAGE), ON, "1").content == WIDOWED
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
        pytest.param(200, b'{"a":' * 40_000, "读不懂", id="too deep"),
        pytest.param(200, b"9" * 5_000, "读不懂", id="a number without end"),
        pytest.param(200, said_of(b"{}"), "读不懂", id="no key of the register"),
        pytest.param(200, said_of(b'{"died_on": "soon"}'), "读不懂", id="no day"),
        pytest.param(200, said_of(b'{"died_on": null, "by": "\\ud800"}'), "读不懂", id="half a character"),
        pytest.param(200, said_of(b'{"died_on": null, "age": NaN}'), "读不懂", id="no number"),
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


@contextmanager
def dripping(head: bytes, each: float) -> Iterator[str]:
    """A service that says its head and then a byte at a time for as long as anybody listens."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def drip() -> None:
            guest, _ = door.accept()
            with guest:
                guest.recv(65_536)
                guest.sendall(head)
                while not over.wait(each):
                    try:
                        guest.sendall(b" ")
                    except OSError:
                        return

        clerk = threading.Thread(target=drip, daemon=True)
        clerk.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        over.set()
        clerk.join()


HEADS = {
    "in its head": b"HTTP/1.1 200 OK\r\nX-Slow: ",
    "in its body": b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
    "without a length": b"HTTP/1.1 200 OK\r\n\r\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
def test_a_byte_now_and_then_buys_no_time(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.3)
    began = time.monotonic()
    with dripping(head, each=0.05) as service:
        reply = ask(service, query(Register.DEATH), ON, "1")
        took = time.monotonic() - began
    assert (reply.content, "没有答复" in reply.failure) == (None, True)
    assert took < 3
