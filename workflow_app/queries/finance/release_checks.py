"""What the second person looks at before money goes: sums by item and bank, and everything that is not as usual."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Max, Min, QuerySet, Sum
from django.utils.translation import gettext as _

from forms.identity import mask_account
from workflow_app.approval.duties import Duty, conflict
from workflow_app.models import (
    Account,
    BatchState,
    Commitment,
    Desk,
    FundsRequest,
    Holding,
    LineState,
    NoticeLine,
    PaymentBatch,
    PaymentLine,
)
from workflow_app.models.unit import in_force
from workflow_app.queries.finance.doubts import Unanswered, cases_of, doubts_about, unanswered, unchecked
from workflow_app.queries.finance.due import PART
from workflow_app.queries.finance.limits import over_limit

LINES = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One transfer as the list shows it: the account masked."""

    ordinal: int
    payee: str
    account: str
    bank: str
    amount: Decimal
    standing: str
    beneficiary: str
    case: str
    state: str
    reason: str
    reissued: bool
    instalment: int  # 0: the whole of its line


@dataclass(frozen=True, slots=True)
class Total:
    """A sum by bank or by kind."""

    name: str
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Checks:
    """The checklist: `twice`, `changed`, `differing` and `doubted` (with what about) are the lines to look at; none is as it
    should be. `unanswered` are registers asked in vain, `unchecked` cases not yet asked about again: to be looked at, no bar."""

    by_kind: tuple[Total, ...]
    by_bank: tuple[Total, ...]
    twice: tuple[Row, ...]
    changed: tuple[tuple[Row, str], ...]
    differing: tuple[Row, ...]
    doubted: tuple[tuple[Row, str], ...]
    unanswered: tuple[Unanswered, ...]
    unchecked: int


def checks(batch: PaymentBatch) -> Checks:
    """Each a set-based question; none grows with the lines but what it finds. What may still change is asked before the release
    alone."""
    lines, before = batch.lines.all(), batch.state == BatchState.DRAFTED
    return Checks(
        by_kind=_totals(batch, "claim__caption"),
        by_bank=_totals(batch, "bank"),
        twice=tuple(_rows(lines.filter(claim__beneficiary_index__in=_twice(batch)))),
        changed=tuple(_changed(batch)),
        differing=tuple(_rows(lines.filter(pk__in=_differing(batch)))),
        doubted=tuple(_doubted(batch)) if before else (),
        unanswered=unanswered(cases_of(batch)) if before else (),
        unchecked=unchecked(cases_of(batch)) if before else 0,
    )


def _doubted(batch: PaymentBatch) -> Iterator[tuple[Row, str]]:
    about = doubts_about(batch.lines.values("claim"))
    if not about:
        return iter(())
    lines = batch.lines.filter(claim__in=list(about)).order_by("ordinal")
    return zip(_rows(lines), (about[key] for key in lines.values_list("claim", flat=True)), strict=True)


def page_of(batch: PaymentBatch, start: int) -> tuple[list[Row], int]:
    """One page of the frozen list, and where the next begins (0: nowhere)."""
    rows = list(_rows(batch.lines.filter(ordinal__gte=start).order_by("ordinal")[: LINES + 1]))
    return rows[:LINES], rows[LINES].ordinal if len(rows) > LINES else 0


def releasers(batch: PaymentBatch, on: date) -> list[str]:
    """Who sits where batches are released on a day, the drafter left out."""
    held = Holding.objects.filter(in_force(on), desk__unit=batch.finance_id, desk__role="batch_release")
    return list(held.exclude(account=batch.drafted_by_id).values_list("account__name", flat=True).distinct())


def why_not_release(batch: PaymentBatch, account: Account, on: date, sits_there: bool) -> str:
    """Why this person may not let the money go; '' when they may. Limits are told to whoever sits where batches are released."""
    if batch.drafted_by_id == account.pk:
        return _("这个批次是您编制的，按双人复核的要求，请由另一位同事放款。")
    return why_not_on_request(batch.request, Duty.RELEASE, account) or (_over(batch, account, on) if sits_there else "")


def _over(batch: PaymentBatch, account: Account, on: date) -> str:
    """Asked before the release alone."""
    if batch.state != BatchState.DRAFTED:
        return ""
    desk = Desk.objects.filter(unit=batch.finance_id, role="batch_release").first()
    return over_limit(account, desk, batch.total, on, batch.drafted_by_id) if desk else ""


def why_not_on_request(request: FundsRequest, duty: Duty, account: Account) -> str:
    """What the same person did on a case of the request that excludes this duty; '' when nothing did."""
    done = Commitment.objects.filter(account=account, case__claims__notice_lines__funds_request=request)
    held = frozenset(Duty(each) for each in done.values_list("duty", flat=True).distinct())
    other = conflict(duty, held)
    if other is None:
        return ""
    said = {"other": other.label, "duty": duty.label}
    return _("您对其中的办件做过“%(other)s”，按不相容职责分离的要求不能再做“%(duty)s”，请由其他同事办理。") % said


def _totals(batch: PaymentBatch, by: str) -> tuple[Total, ...]:
    rows = batch.lines.values(name=F(by)).annotate(count=Count("id"), sum=Sum("amount")).order_by("name")
    return tuple(Total(row["name"], row["count"], row["sum"]) for row in rows)


def _twice(batch: PaymentBatch) -> list[str]:
    claims = Count("claim", distinct=True)  # instalments of one claim that fell due together are no doubles
    people = batch.lines.values("claim__beneficiary_index").annotate(count=claims).filter(count__gt=1)
    return list(people.values_list("claim__beneficiary_index", flat=True))


def _differing(batch: PaymentBatch) -> list[int]:
    """Lines whose sum is not what was determined, or the part of it that is due, and stood on notice."""
    same = NoticeLine.objects.filter(funds_request=batch.request_id).exclude(state=NoticeLine.State.VOID)
    agreed = (
        batch.lines.annotate(part=PART)
        .filter(amount=F("part"), claim__notice_lines__in=same)
        .filter(claim__notice_lines__amount=F("claim__amount"))
    )
    return list(batch.lines.exclude(pk__in=agreed.values("pk")).values_list("pk", flat=True))


def _changed(batch: PaymentBatch) -> Iterator[tuple[Row, str]]:
    """(line, account before) where an applicant was last paid, or last returned, to another account."""
    applicant = "claim__case__applicant"
    now = batch.lines.values_list(applicant, "account_index").annotate(first=Min("pk"))
    settled = PaymentLine.objects.filter(state__in=(LineState.PAID, LineState.RETURNED), batch__lt=batch.pk)
    last = settled.filter(**{f"{applicant}__in": batch.lines.values(applicant)})
    last = last.values(applicant).annotate(pk=Max("pk")).values("pk")
    before = {line.claim.case.applicant_id: line for line in _whole(PaymentLine.objects.filter(pk__in=last))}
    moved = [first for one, index, first in now if one in before and before[one].account_index != index]
    for line in _whole(PaymentLine.objects.filter(pk__in=moved)).order_by("ordinal"):
        yield _row(line), mask_account(before[line.claim.case.applicant_id].account)


def _whole(lines: QuerySet[PaymentLine]) -> QuerySet[PaymentLine]:
    return lines.select_related("claim__case", "instalment")


def _rows(lines: QuerySet[PaymentLine]) -> Iterator[Row]:
    return (_row(line) for line in _whole(lines))


def _row(line: PaymentLine) -> Row:
    return Row(
        ordinal=line.ordinal,
        payee=line.payee,
        account=mask_account(line.account),
        bank=line.bank,
        amount=line.amount,
        standing=line.claim.standing,
        beneficiary=line.claim.masked,
        case=line.claim.case.number,
        state=line.get_state_display(),
        reason=line.reason,
        reissued=line.reissue_of_id is not None,
        instalment=line.instalment.ordinal if line.instalment else 0,
    )
