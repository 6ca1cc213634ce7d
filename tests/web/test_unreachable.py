"""The database goes away in the midst of a page: a sentence that says what is so, never a broken screen."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client

from workflow_app.web import home

pytestmark = pytest.mark.django_db
AWAY, FAULT = 503, 500


def passed_on(cause: psycopg.Error) -> OperationalError:
    """As Django passes on what the driver said."""
    told = OperationalError(str(cause))
    told.__cause__ = cause
    return told


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        (passed_on(psycopg.OperationalError("connection refused")), AWAY),
        (passed_on(psycopg.errors.CannotConnectNow("the database system is in recovery mode")), AWAY),
        (passed_on(psycopg.errors.AdminShutdown("terminating connection")), AWAY),
        (passed_on(psycopg.errors.ConnectionFailure("08006")), AWAY),
        (InterfaceError("connection already closed"), AWAY),
        (passed_on(psycopg.errors.DiskFull("no space left")), FAULT),
        (OperationalError("no such table: of SQLite, without a state"), FAULT),
    ],
)
def test_who_asks_meanwhile_reads_a_sentence(
    trouble: DatabaseError, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where the connection went; any other trouble is a fault of ours and says so."""

    def meet(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(home, "offered", meet)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == status
    assert ("这一步办成了没有，还说不准" in answer.content.decode()) is (status == AWAY)
    assert ("Retry-After" in answer.headers) is (status == AWAY)
    assert "Traceback" not in answer.content.decode()


def test_the_page_asks_the_database_nothing(django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor the session: there is nobody who could answer."""

    def meet(*_: object) -> None:
        raise passed_on(psycopg.OperationalError("gone"))

    monkeypatch.setattr(home, "offered", meet)
    with django_assert_num_queries(0):  # type: ignore[operator]
        Client(raise_request_exception=False).get("/")
