"""What a decided claim keeps, column by column, and a trigger that guards less than it should."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from tests.situations import batch_settled, own_claim
from workflow_app.models import Claim, triggers

pytestmark = pytest.mark.postgresql
MOVED = [
    {"kind": "x"},
    {"year": 2001},
    {"certificate_index": "x"},
    {"beneficiary": {}},
    {"masked": "x"},
    {"caption": "x"},
    {"standing": "enacted"},
    {"ordinal": 9},
]


@pytest.mark.parametrize("change", MOVED, ids=lambda change: next(iter(change)))
def test_a_decided_claim_keeps_everything_but_its_state(change: dict[str, object]) -> None:
    batch_settled(own_claim())
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Claim.objects.update(**change)


def test_the_list_of_what_it_keeps_is_whole() -> None:
    columns = {field.column for field in Claim._meta.concrete_fields}
    assert columns - set(triggers.FROZEN_CLAIM) == {"id", "state", "reason"}


def test_a_trigger_that_guards_less_than_declared_is_named() -> None:
    whole = next(trigger for trigger in triggers.declared() if "OLD.caption" in trigger.when)
    weaker = replace(whole, when="OLD.state IN ('paid') AND (OLD.key IS NOT NEW.key)")
    with connection.cursor() as cursor:
        on = f" ON {whole.table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {whole.name}{on}")
        cursor.execute(weaker.create(connection.vendor))
    assert triggers.missing(connection) == (whole.name,)
    triggers.install(connection)
    assert triggers.missing(connection) == ()
