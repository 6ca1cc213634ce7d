"""An audit beside people at work sees one state of the house and holds nobody up."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection

from tests.conftest import moment
from workflow_app.commands.record import open_stream, record
from workflow_app.models import Action
from workflow_app.queries.audit.one_moment import one_moment
from workflow_app.queries.audit.verify import breaks

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
AT = moment("2026-03-02 10:00")


def somebody_acts() -> None:
    try:
        record(open_stream("beside"), "look", by=None, at=AT, body={})
    finally:
        connection.close()


def test_what_happens_meanwhile_is_seen_afterwards() -> None:
    with one_moment():
        before = Action.objects.count()
        beside = Thread(target=somebody_acts)
        beside.start()
        beside.join(timeout=10)
        assert not beside.is_alive(), "nobody waits for an audit"
        assert Action.objects.count() == before
        assert list(breaks()) == []
    assert Action.objects.count() == before + 1
    assert not connection.in_atomic_block


def test_it_ends_with_what_went_wrong_in_it() -> None:
    with pytest.raises(ZeroDivisionError), one_moment():
        raise ZeroDivisionError
    somebody_acts()
    assert Action.objects.filter(stream__key="beside").count() == 1
