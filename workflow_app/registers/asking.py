"""Ask one register one question over HTTP. Whatever goes wrong becomes a reason in words: a register never stops anybody."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from workflow_app.policy.register import RegisterQuery
from workflow_app.policy.register_shape import understood, unreadable
from workflow_app.registers.timely import due_in

PATIENCE = 3.0  # seconds for one answer, from the question to its last byte
LONGEST = 256 * 1024  # bytes of one answer


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: `content`, or why nothing did (`failure`, a sentence). `source` is where it was asked."""

    source: str
    content: dict[str, Any] | None = None
    failure: str = ""


def ask(service: str, query: RegisterQuery, on: date, key: str) -> Reply:
    """The answer of the service at that address (http or https). `key` names the asking in the other side's own log.

    Never raises for what the other side does: down, slow, dripping, answering nonsense, too much or in another shape than the
    register's are failures with a sentence.
    """
    source = f"{query.register.label}（{urlsplit(service).netloc}）"
    body = json.dumps({"subject": query.subject, "on": on.isoformat(), "key": key})
    try:
        status, data = _post(service, f"/{query.register.value}", body)
    except TimeoutError:
        return Reply(source, failure=f"{query.register.label}在{PATIENCE:.0f}秒内没有答复。")
    except (OSError, HTTPException):
        return Reply(source, failure=f"连接不上{query.register.label}。")
    return _understood(query, source, status, data)


def _post(service: str, path: str, body: str) -> tuple[int, bytes]:
    address = urlsplit(service)
    to = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = to(address.hostname or "", address.port, timeout=PATIENCE)
    due_in(connection, PATIENCE)
    try:
        connection.request("POST", f"{address.path.rstrip('/')}{path}", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read(LONGEST + 1)
    finally:
        connection.close()


def _understood(query: RegisterQuery, source: str, status: int, data: bytes) -> Reply:
    name = query.register.label
    if status != 200:
        return Reply(source, failure=f"{name}没有给出结果（代码{status}）。")
    if len(data) > LONGEST:
        return Reply(source, failure=f"{name}的答复过大，没有采用。")
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return _unreadable(query, source)
    if not isinstance(said, dict) or said.get("subject") != query.subject or not isinstance(said.get("content"), dict):
        return Reply(source, failure=f"{name}的答复与所问的不符，没有采用。")
    content = understood(query.register, said["content"])
    return _unreadable(query, source) if content is None else Reply(source, content=content)


def _unreadable(query: RegisterQuery, source: str) -> Reply:
    return Reply(source, failure=unreadable(query.register))
