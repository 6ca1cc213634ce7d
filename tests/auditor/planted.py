"""How a row of the scene is planted behind the house's back, and what `verify` has to say of it.

A plant is what somebody with the database's password does; `{words}` of its sentence are those of the scene. Each is what one question
of the auditor finds, so that a test fails without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.auditor.scene import Scene
from workflow_app.models import (
    Action,
    Case,
    Claim,
    FundsRequest,
    NoticeLine,
    PaymentBatch,
    PaymentLine,
    Recovery,
    SpendingPlan,
)
from workflow_app.queries.audit.verify import breaks

MUCH, DAY = Decimal("9000.00"), timedelta(days=1)
Plant = Callable[[Scene], object]


def planted(**tables: Sequence[tuple[Plant, str]]) -> pytest.MarkDecorator:
    """The tests of these tables, by kind; the first of each also on PostgreSQL."""
    every = [
        pytest.param(plant, sentence, id=f"{kind} {number}", marks=pytest.mark.postgresql if number == 1 else ())
        for kind, plants in tables.items()
        for number, (plant, sentence) in enumerate(plants, start=1)
    ]
    return pytest.mark.parametrize(("plant", "sentence"), every)


def is_named(scene: Scene, plant: Plant, sentence: str) -> None:
    """After the plant one of the breaks says so."""
    sentence = sentence.format(**scene.words())
    plant(scene)
    found = list(breaks())
    assert any(sentence in each for each in found), (sentence, found)


def claim(scene: Scene, ordinal: int = 1) -> Claim:
    return scene.case.claims.get(ordinal=ordinal)


def claims(scene: Scene, ordinal: int = 1) -> object:
    return scene.case.claims.filter(ordinal=ordinal)


def noticed(scene: Scene, ordinal: int = 1) -> object:
    return NoticeLine.objects.filter(claim__case=scene.case, claim__ordinal=ordinal)


def line(batch: PaymentBatch, ordinal: int = 1) -> object:
    return PaymentLine.objects.filter(batch=batch, ordinal=ordinal)


def row(batch: PaymentBatch | FundsRequest | SpendingPlan) -> object:
    return type(batch).objects.filter(pk=batch.pk)


def recovery() -> object:
    return Recovery.objects.all()


def told(batch: PaymentBatch, verb: str) -> object:
    return Action.objects.filter(stream=batch.stream_id, verb=verb)


def told_of(case: Case, verb: str) -> object:
    return Action.objects.filter(stream=case.stream_id, verb=verb)
