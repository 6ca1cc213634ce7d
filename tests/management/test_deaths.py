"""The parts of `bench deaths`: the bank that believes only files, the judge that holds both sides together, the person at a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client

from tests import cast
from tests.cast import who
from tests.situations import ANSWERED, batch_drafted, batch_written, case_submitted
from workflow_app.commands.read_return import read_return
from workflow_app.management.bench.deaths.bank import Bank
from workflow_app.management.bench.deaths.drive import VICTIMS, planned
from workflow_app.management.bench.deaths.judged import faults, left_over
from workflow_app.management.bench.deaths.person import NOTHING, OK, Answer, NoForm, Person
from workflow_app.models import Appropriation, PaymentBatch, triggers, vault

pytestmark = pytest.mark.usefixtures("city")
THIRD = 3


def played() -> tuple[Bank, PaymentBatch]:
    """Ten transfers, the third came back; the house has read the bank's answer."""
    batch, bank = batch_written(case_submitted()), Bank()
    bank.take_in(batch.number, vault.get(batch.file_sha256))
    said = bank.answer(batch.number, lambda ordinal: ordinal == THIRD)
    return bank, read_return(batch.pk, said, by=who(cast.BATCH_DRAFT), at=ANSWERED)


def test_a_bank_that_reads_its_files_agrees_with_the_rows() -> None:
    bank, batch = played()
    assert (len(bank.asked), sum(bank.paid.values())) == (batch.count, batch.count - 1)
    bank.take_in(batch.number, bytes(vault.get(batch.file_sha256)))  # handed over once more
    assert list(faults(bank)) == []


DIFFER: list[tuple[str, Callable[[Bank, str], object], str]] = [
    ("the bank paid what came back here", lambda bank, n: bank.paid.update({(n, THIRD): True}), "is returned here"),
    ("the bank was asked twice", lambda bank, n: bank.take_in("again", bank.files[n]), "was asked for in two files"),
    ("another file of that name", lambda bank, n: bank.take_in(n, b"other"), "came twice, and not alike"),
    ("another sum", lambda bank, n: bank.asked.update({(n, 1): replace(bank.asked[n, 1], fen=1)}), "the rows hold"),
    ("a transfer of no line", lambda bank, n: bank.paid.update({("x", 1): True}), "claim None was paid"),
    ("a counter", lambda *_: Appropriation.objects.update(posted=F("posted") + 1), "posted is"),
]


@pytest.mark.parametrize(("change", "told"), [row[1:] for row in DIFFER], ids=[row[0] for row in DIFFER])
def test_what_differs_is_told(change: Callable[[Bank, str], object], told: str) -> None:
    bank, batch = played()
    change(bank, batch.number)
    assert any(told in fault for fault in faults(bank))


def test_a_claim_the_bank_paid_twice_is_told() -> None:
    bank, batch = played()
    line = batch.lines.get(ordinal=1)
    triggers.lift(connection)
    batch.lines.filter(ordinal=2).update(claim=line.claim, state="discarded")  # as if both lines were for one claim
    assert f"claim {line.claim_id} was paid 2 times by the bank" in list(faults(bank))


def test_what_stands_in_between_is_told() -> None:
    batch = batch_drafted(case_submitted())
    told = list(left_over())
    assert f"batch {batch.number} stands at drafted" in told
    assert any(words.startswith("claim ") for words in told)
    assert any(words.startswith("job ") for words in told)


def test_a_person_fills_in_the_form_the_page_offers(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = batch_drafted(case_submitted())
    client = Client()
    client.force_login(who(cast.BATCH_RELEASE))
    monkeypatch.setattr(Person, "open", lambda _, path: Answer(OK, client.get(path).content.decode()))
    page = f"/finance/batches/{batch.pk}/"
    form = Person(NOTHING).form(page, f"{page}release/", typed="10000.00")
    assert form.action == f"{page}release/"
    assert {"csrfmiddlewaretoken", "form_token", "typed"} == set(form.sent)
    with pytest.raises(NoForm, match="nothing to press"):
        Person(NOTHING).form(page, f"{page}return/")


@pytest.mark.parametrize("rounds", [15, 200])
def test_deaths_are_spread_alike(rounds: int) -> None:
    plan = planned(rounds)
    assert len(plan) == rounds
    for names in (list(plan.values()), [act for _, act in plan]):
        times = [names.count(name) for name in set(names)]
        assert max(times) - min(times) <= 1
    pairs = [(act, victim) for (_, act), victim in plan.items()]
    assert len(set(pairs)) == len(VICTIMS) * len({act for act, _ in pairs})
