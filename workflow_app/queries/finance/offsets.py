"""抵缴: money still to be paid that meets what its applicant owes under a recovery. Within one fund of one bureau alone, and on the
applicant's written consent; no rule read allows it without. Yuan throughout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Sum

from workflow_app.models import (
    AccountChange,
    Case,
    CaseState,
    ChangeState,
    ClaimState,
    LineState,
    PayeeAccount,
    PaymentLine,
    Posting,
    ReceiptEntry,
    Recovery,
)
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.models.money import Ledger, left_on
from workflow_app.models.recovery import OWING
from workflow_app.queries.finance.bank_profiles import chosen
from workflow_app.queries.finance.recoverable import CENT, owed
from workflow_app.queries.names import counterpart

ZERO = Decimal(0)
MOST = 5  # cases that are named


@dataclass(frozen=True, slots=True)
class Offer:
    """A debt that the money of a case may meet; `why_not` says why it cannot now ('' when it can)."""

    recovery: Recovery
    owed: Decimal
    why_not: str = ""


def to_be_paid(case: Case) -> Decimal:
    """What is set aside for a case and not paid yet, later instalments with it."""
    return sum((yuan for *_fund, yuan in _set_aside(case)), ZERO)


def offers(case: Case) -> list[Offer]:
    """What the applicant of a case owes to the fund that pays it, the oldest first."""
    funds = {(unit, fund) for unit, fund, _yuan in _set_aside(case)}
    if len(funds) != 1:
        return []
    owing = Recovery.objects.filter(case__applicant=case.applicant_id, state__in=OWING).select_related("case")
    same = [row for row in owing.order_by("pk") if _paid_from(row) == funds]
    return [_offer(row, case) for row in same]


def could_meet(recovery: Recovery) -> list[str]:
    """The numbers of the debtor's cases whose money may meet this debt now."""
    if recovery.state not in OWING:
        return []
    unpaid = Case.objects.filter(applicant=recovery.case.applicant_id, state=CaseState.APPROVED)
    unpaid = unpaid.filter(claims__state=ClaimState.DETERMINED).distinct().order_by("pk")[:MOST]
    return [each.number for each in unpaid if any(o.recovery == recovery and not o.why_not for o in offers(each))]


def open_debt(recovery: Recovery) -> Decimal:
    """What is owed beside the receipts that were entered and wait for a second person, and beside what met it already; nothing once it is
    no debt any more."""
    if recovery.state not in OWING:
        return ZERO
    return owed(recovery) - _waiting(recovery) - not_received(recovery)


def unreceived(recovery: Recovery) -> QuerySet[PaymentLine]:
    """The transfers the bank paid towards a debt of which no receipt was entered: the Treasury has them, nobody wrote them down yet."""
    entered = ReceiptEntry.objects.filter(line=OuterRef("pk"), refusal="")
    paid = recovery.offset_lines.filter(~Exists(entered), state=LineState.PAID)
    return paid.select_related("batch").order_by("pk")


def not_received(recovery: Recovery) -> Decimal:
    """What they come to."""
    return unreceived(recovery).aggregate(sum=Sum("amount"))["sum"] or ZERO


def cannot_meet(accounts: Iterable[PayeeAccount]) -> set[int]:
    """Of cases, by the accounts that count, those whose money may not go to the Treasury as it was agreed: the debt is gone or smaller
    than the money by now, the money is more than the applicant read, or the Treasury collects on another account."""
    return {each.case_id for each in accounts if each.towards is not None and not _as_agreed(each, each.towards)}


def _as_agreed(account: PayeeAccount, debt: Recovery) -> bool:
    case, agreed = account.case, account.agreed or ZERO
    own = debt.offset_lines.filter(claim__case=case, state=LineState.PAID, batch__drafted_at__gte=account.at)
    paid = own.aggregate(sum=Sum("amount"))["sum"] or ZERO
    left = to_be_paid(case)
    finance = counterpart(case.unit, "finance")
    to = chosen(finance).collecting if finance else None
    same = to is not None and (to.payee, to.account, to.bank) == (account.payee, account.account, account.bank)
    return same and left <= open_debt(debt) and paid + left <= agreed


def on_its_way(recovery: Recovery) -> QuerySet[PaymentLine]:
    """The transfers that are to meet this debt and that the bank has not answered."""
    return recovery.offset_lines.filter(state__in=(LineState.DRAFTED, LineState.RELEASED)).select_related("batch")


def _waiting(recovery: Recovery) -> Decimal:
    return recovery.entries.filter(answered_at=None).aggregate(sum=Sum("amount"))["sum"] or ZERO


def _offer(recovery: Recovery, case: Case) -> Offer:
    debt, money = open_debt(recovery), to_be_paid(case)
    now = case.payee_accounts.select_related("towards", "case__unit").order_by("pk").last()
    if now is not None and now.towards_id == recovery.pk and not cannot_meet([now]):
        return Offer(recovery, debt, "您已经同意用这个办件的款项抵缴，等财政部门拨付。")
    if _agreed(recovery, case):
        return Offer(recovery, debt, "这笔追回款已经有一笔款项同意抵缴，收到以后再办。")
    if money > debt:
        return Offer(recovery, debt, f"这个办件待拨付 {money:,.2f} 元，多于还应缴的 {debt:,.2f} 元，不能抵缴。")
    return Offer(recovery, debt)


def _agreed(recovery: Recovery, case: Case) -> bool:
    """Whether other money than that of this case is to meet it already: a consent under way, or one in force whose account still counts."""
    if AccountChange.objects.filter(towards=recovery, state__in=OPEN_CHANGES).exists():
        return True
    counts = AccountChange.objects.filter(towards=recovery, state=ChangeState.IN_FORCE).exclude(case=case)
    return any(_newest(each.case) == each.became_id and to_be_paid(each.case) for each in counts.select_related("case"))


def _newest(case: Case) -> int:
    return case.payee_accounts.order_by("-pk").values_list("pk", flat=True)[0]


def _set_aside(case: Case) -> list[tuple[int, str, Decimal]]:
    """(finance unit, fund, yuan) by indicator."""
    rows = Posting.objects.filter(claim__case=case).order_by().values("appropriation")
    left = rows.annotate(left=left_on(Ledger.RESERVED))
    told = left.values_list("appropriation__unit", "appropriation__fund", "left")
    return [
        (unit, fund, whole) for unit, fund, yuan in told if (whole := yuan.quantize(CENT)) > 0
    ]  # SQLite leaves dust


def _paid_from(recovery: Recovery) -> set[tuple[int, str]]:
    """(finance unit, fund) of every indicator that paid what is ordered back."""
    paid = Posting.objects.filter(claim__recovered_lines__recovery=recovery, target=Ledger.PAID)
    return set(paid.order_by().values_list("appropriation__unit", "appropriation__fund").distinct())
