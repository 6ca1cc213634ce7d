"""From the request for funds to the answer of the bank, one act after another: which form is pressed by whom, and when it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workflow_app.management.bench.deaths.bank import Bank
from workflow_app.management.bench.deaths.person import Form, Person
from workflow_app.models import BatchState, Case, FundsRequest, Notice, PaperState, PaymentBatch, PresentedReturn

RETURNED_IN = 33  # one transfer of so many comes back: three of a hundred
COUNTY = "tangyin"
DESKS = ("money", "check", "treasury", "draft", "release")


@dataclass(slots=True)
class Errand:
    """The claims of one notice on their way to their accounts."""

    case: Case
    notice: Notice
    bank: Bank
    staff: Mapping[str, Person]
    again: bool = False  # whether it is the second batch, of what came back

    @property
    def request(self) -> FundsRequest:
        """What the bureau asked for."""
        return FundsRequest.objects.get(notice=self.notice)

    @property
    def batch(self) -> PaymentBatch:
        """The batch under way."""
        return PaymentBatch.objects.filter(request__notice=self.notice).latest("pk")

    @property
    def drafted(self) -> int:
        """How many batches there are."""
        return PaymentBatch.objects.filter(request__notice=self.notice).count()


@dataclass(frozen=True, slots=True)
class Act:
    """`form` is what a person presses, None where the worker acts by itself; `done` is asked of the rows."""

    name: str
    form: Callable[[Errand], Form] | None
    done: Callable[[Errand], bool]
    ready: Callable[[Errand], bool] = lambda errand: True


def _ask(errand: Errand) -> Form:
    return errand.staff["money"].form(f"/desk/funds/{errand.notice.pk}/", "")


def _check(errand: Errand) -> Form:
    page = f"/finance/requests/{errand.request.pk}/"
    return errand.staff["check"].form(page, f"{page}check/", indicator="1", papers="1", total="1", words="")


def _approve(errand: Errand) -> Form:
    page = f"/finance/requests/{errand.request.pk}/"
    return errand.staff["treasury"].form(page, f"{page}approve/", words="")


def _draft(errand: Errand) -> Form:
    page = f"/finance/requests/{errand.request.pk}/"
    return errand.staff["draft"].form(page, f"{page}draft/")


def _release(errand: Errand) -> Form:
    batch = errand.batch
    page = f"/finance/batches/{batch.pk}/"
    return errand.staff["release"].form(page, f"{page}release/", typed=str(batch.total))


def _present(errand: Errand) -> Form:
    """The file is taken to the bank, and its answer brought back."""
    batch = errand.batch
    page = f"/finance/batches/{batch.pk}/"
    errand.bank.take_in(batch.number, errand.staff["draft"].bytes_of(f"{page}file/"))
    said = errand.bank.answer(batch.number, lambda ordinal: not errand.again and ordinal % RETURNED_IN == 0)
    return errand.staff["draft"].form(page, f"{page}return/", answer=(f"{batch.number}.csv", said))


def _settle(errand: Errand) -> Form:
    shown = PresentedReturn.objects.get(batch=errand.batch)
    page = f"/finance/batches/{shown.batch_id}/return/{shown.pk}/"
    return errand.staff["draft"].form(page, f"{page}confirm/")


def _has_papers(errand: Errand) -> bool:
    return not errand.request.papers.exclude(state=PaperState.STORED).exists()


def _stands(*states: BatchState) -> Callable[[Errand], bool]:
    return lambda errand: errand.batch.state in states


ASK = Act("ask", _ask, lambda errand: FundsRequest.objects.filter(notice=errand.notice).exists())
CHECK = Act("check", _check, lambda errand: errand.request.state == FundsRequest.State.CHECKED, _has_papers)
APPROVE = Act("approve", _approve, lambda errand: errand.request.state == FundsRequest.State.APPROVED)
DRAFT = Act("draft", _draft, lambda errand: errand.drafted == 1)
RELEASE = Act("release", _release, lambda errand: errand.batch.state != BatchState.DRAFTED)
WRITE = Act("write", None, _stands(BatchState.WRITTEN, BatchState.SETTLED))
PRESENT = Act("present", _present, lambda errand: errand.batch.presented.exists())
SETTLE = Act("settle", _settle, _stands(BatchState.SETTLED))
REISSUE = Act("reissue", _draft, lambda errand: errand.drafted == 2)
BEFORE = (ASK, CHECK, APPROVE, DRAFT)
PAY = (RELEASE, WRITE, PRESENT, SETTLE)
STRUCK = (*PAY, REISSUE)  # the acts in which somebody dies
