"""A small city in which every kind of row of money stands at once, each made by a command; and how a row is got at behind its back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.founding import found
from tests.house.recovery.owing import COURT, demanded, ordered, proposed, received
from tests.house.treasury.planning import given, unplanned
from tests.situations import (
    ACCOUNT_COOLED,
    ANSWERED,
    CLASS_FILED,
    DRAFTED,
    FUNDS_CHECKED,
    RELEASED,
    SIGNED,
    WRITTEN,
    account_in_force,
    batch_settled,
    case_at,
    case_on_notice,
    case_submitted,
    funds_requested,
    own_claim,
    payment_approved,
    return_file,
)
from workflow_app.bank.statement import Entry, statement_profile, write_statement_file
from workflow_app.commands.budget.freeze import freeze
from workflow_app.commands.choose_profile import choose_profile
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.read_return import read_return
from workflow_app.commands.read_statement import read_statement
from workflow_app.commands.recovery.hand_over import hand_over_recovery
from workflow_app.commands.recovery.propose import state_on_recovery
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.commands.seal_day import seal_day
from workflow_app.commands.settle_point import strike_off
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.models import Appropriation, Case, FundsRequest, PaymentBatch, Posting, SpendingPlan, Unit

COOLED = ACCOUNT_COOLED + timedelta(hours=9)
SEALED = moment("2026-05-30 23:00")
HEARD = moment("2026-05-08 10:00")
PAYER = "41000012345"


@dataclass(frozen=True)
class Scene:
    """Whose rows are broken. `paid` is of ten lines with the third returned, `again` its reissue, `own` of one line, recovered in
    part after a hearing and handed over to the court, `flying` in ISO 20022 at the bank, `off` discarded; `back` went back to the bureau; `shown` is on notice, its third line off; `plan` is of an
    indicator of its own."""

    case: Case
    paid: PaymentBatch
    again: PaymentBatch
    own: PaymentBatch
    flying: PaymentBatch
    off: PaymentBatch
    back: FundsRequest
    shown: Case
    indicator: Appropriation
    plan: SpendingPlan

    def words(self) -> dict[str, str]:
        """What sentences call them."""
        named = {
            name: getattr(self, name).number for name in ("case", "paid", "again", "own", "flying", "off", "shown")
        }
        flown = self.flying.request.notice
        told = {"back": str(self.back.pk), "asked": str(self.paid.request_id), "flown": str(self.flying.request_id)}
        told |= {"planned": self.plan.appropriation.indicator, "plan": self.plan.number}
        told |= {"indicator": self.indicator.indicator, "recovered": own_case(self).number}
        told |= {"flown_case": flown_case(self).number}
        return named | told | {"notice": f"2026年第{self.paid.request.notice.ordinal}批", "late": str(flown)}


def play() -> Scene:
    """Founded, played, sealed."""
    found(moment("2026-01-05 09:00"))
    own = batch_settled(own_claim())
    paid, case = _returned_and_reissued()
    off, flying = _drafted_twice()
    back = _sent_back()
    shown = _on_notice_with_a_line_off()
    indicator = Appropriation.objects.get(region="410523")
    freeze(indicator.pk, Decimal("100.00"), "待核查（示例）", by=who(cast.BUDGET), at=ANSWERED)
    _recovered(Case.objects.get(claims__payment_lines__batch=own))
    _statement(own)
    plan = given(unplanned())
    seal_day(at=SEALED)
    again = PaymentBatch.objects.get(lines__reissue_of__batch=paid)
    return Scene(case, paid, again, own, flying, off, back, shown, Appropriation.objects.get(pk=indicator.pk), plan)


def _recovered(case: Case) -> None:
    row = proposed(case)
    for spoke, by in (("证书是真的。\n见附件。", cast.SECTION), ("请再查一次。", cast.TRAINEE)):
        state_on_recovery(row.pk, spoke, by=who(by), at=HEARD)
    ordered(row)
    received("300.00")
    hand_over_recovery(demanded(row).pk, by=who(cast.BUREAU_HEAD), at=COURT)


def flown_case(scene: Scene) -> Case:
    return Case.objects.get(claims__payment_lines__batch=scene.flying, claims__ordinal=1)


def own_case(scene: Scene) -> Case:
    return Case.objects.get(claims__payment_lines__batch=scene.own)


def _returned_and_reissued() -> tuple[PaymentBatch, Case]:
    paid = batch_settled(case_submitted(), returned=(3,))
    case = Case.objects.get(claims__payment_lines__batch=paid, claims__ordinal=1)
    account_in_force(case)
    again = draft_batch(paid.request_id, by=who(cast.BATCH_DRAFT), at=COOLED)
    _released(again, COOLED)
    read_return(again.pk, return_file(again), by=who(cast.BATCH_DRAFT), at=COOLED + timedelta(days=2))
    return paid, case


def _released(batch: PaymentBatch, at: Any, written: Any = None) -> None:
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=at)
    write_bank_file(batch.pk, at=written or at)


def _drafted_twice() -> tuple[PaymentBatch, PaymentBatch]:
    choose_profile("finance@410523", "iso20022_pain", PAYER, by=None, at=CLASS_FILED)
    request = payment_approved(case_submitted(serial=2))
    off = draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=DRAFTED)
    discard_batch(off.pk, "重新编制。", by=who(cast.BATCH_DRAFT), at=DRAFTED + timedelta(hours=1))
    flying = draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=DRAFTED + timedelta(hours=2))
    _released(flying, RELEASED, WRITTEN)
    return PaymentBatch.objects.get(pk=off.pk), PaymentBatch.objects.get(pk=flying.pk)


def _sent_back() -> FundsRequest:
    request = funds_requested(case_submitted(serial=3))
    return return_funds_request(request.pk, "清册有误，请核对。", by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)


def _on_notice_with_a_line_off() -> Case:
    case = case_at("section", case_submitted(serial=4))
    strike_off(case.pk, 3, "不符合条件。", by=who(cast.SECTION), at=SIGNED)
    case_on_notice(case)
    return Case.objects.get(pk=case.pk)


def _statement(batch: PaymentBatch) -> None:
    row = Entry(1, date(2026, 4, 21), "20260421001", "批量代付", batch.number, 100_000, 0, 900_000)
    data = write_statement_file(statement_profile(), [row])
    read_statement(Unit.objects.get(code="finance@410523").pk, data, by=who(cast.BATCH_DRAFT), at=ANSWERED)


def edit(rows: Any, **changes: object) -> None:
    """Change rows of a query at once, past every command."""
    assert rows.update(**changes), "there is something to break"


def copied(row: Model, **changes: object) -> None:
    """The same row once more, with some columns otherwise."""
    row.pk = None
    row._state.adding = True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def posted(scene: Scene, source: str, target: str) -> Any:
    """The postings of the paid case that went that way."""
    return Posting.objects.filter(claim__case=scene.case, source=source, target=target).order_by("claim__ordinal")
