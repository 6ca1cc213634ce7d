"""Order that it is paid back, or let the party keep it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from workflow_app.clock.enforcing import PAID_WITHIN
from workflow_app.clock.spoken import spoken
from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.hearing import decide
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.commands.recovery.held import held_recovery
from workflow_app.commands.reserve import give_back
from workflow_app.commands.stop_instalments import stop_instalments
from workflow_app.models import Account, Claim, ClaimState, LineState, PaymentLine, Recovery
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood
from workflow_app.queries.papers import recovery as papers

ORDERED = PaperKind("recovery", "追回决定书", "case_paper", "追", "papers/recovery.html")
DROPPED = PaperKind("recovery_dropped", "不予追回告知书", "case_paper", "不追", "papers/recovery_dropped.html")
CODE_DIGITS = range(16, 25)  # a payment code has twenty today; a system that changes that should not stop anybody
# Days from today: how far off the day may be that a head sets. Half a year leaves time for a demand and the court.
LATEST = 180


def order_recovery(recovery_id: int, code: str, pay_by: date, words: str, *, by: Account, at: datetime) -> Recovery:
    """Order the party to pay the sum under that code of the non-tax revenue system by that day. A line of which a part is asked back gets
    no further instalment.

    Raises what `decide` raises, NotUnderstood for a code that is none or a day too soon or too far, AlreadyDone for a code that
    another recovery has, NotPossibleNow while an instalment is at the bank, NotFound, CannotPrint.
    """
    with held_recovery(recovery_id) as (row, case):
        decide(row, case, words, by=by, at=at)
        row.code, row.pay_by = _code(code), _day(pay_by, localtime(at).date())
        row.order()
        _keep(row)
        _pays_no_more(row, at)
        body = {"recovery": row.pk, "ordered": True, "code": row.code, "pay_by": pay_by.isoformat()}
        record(case.stream, "decide_recovery", by=by, at=at, body=body, personal=row.words)
        issue(ORDERED.kind, paper=ORDERED, case=case, data=papers.ordered(case, row, at), at=at)
        return row


def drop_recovery(recovery_id: int, words: str, *, by: Account, at: datetime) -> Recovery:
    """Let the party keep it, with the reason. Raises what `decide` raises, NotFound, CannotPrint."""
    with held_recovery(recovery_id) as (row, case):
        decide(row, case, words, by=by, at=at)
        row.drop()
        row.save(update_fields=["state", "words", "decided_by", "decided_at"])
        body = {"recovery": row.pk, "ordered": False}
        record(case.stream, "decide_recovery", by=by, at=at, body=body, personal=row.words)
        issue(DROPPED.kind, paper=DROPPED, case=case, data=papers.dropped(case, row, at), at=at)
        archive_when_ready(case, at=at, occasion=f"recovery {row.pk}")
        return row


def _pays_no_more(row: Recovery, at: datetime) -> None:
    claims = list(Claim.objects.filter(recovered_lines__recovery=row, state=ClaimState.DETERMINED).order_by("ordinal"))
    _nothing_is_at_the_bank(claims)
    begun = stop_instalments(claims, at=at)
    for claim in claims:
        if claim.pk in begun:
            give_back(claim, at=at)


def _nothing_is_at_the_bank(claims: Sequence[Claim]) -> None:
    """What was let go before the hearing comes back first: its money is set aside until the bank has answered."""
    gone = PaymentLine.objects.filter(claim__in=claims, state=LineState.RELEASED).select_related("batch").first()
    if gone is not None:
        raise NotPossibleNow(f"有一期款项已在支付批次 {gone.batch.number} 放款在途，请等银行回单入账以后再作追回决定。")


def _keep(row: Recovery) -> None:
    """Two heads may type the same code at the same moment: the database knows one."""
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "code", "pay_by", "words", "decided_by", "decided_at"])
    except IntegrityError as broken:
        raise AlreadyDone(f"缴款码 {row.code} 已经用于另一次追回，请为本次另开缴款码。") from broken


def _code(code: str) -> str:
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) in CODE_DIGITS):
        raise NotUnderstood("缴款码应是非税收入系统开出的20位数字，请照缴款通知填写。")
    if Recovery.objects.filter(code=digits).exists():
        raise AlreadyDone(f"缴款码 {digits} 已经用于另一次追回，请为本次另开缴款码。")
    return digits


def _day(day: date, today: date) -> date:
    soonest = calendar_in_force().add(today, PAID_WITHIN)
    if not soonest <= day or (day - today).days > LATEST:
        raise NotUnderstood(f"缴回期限最早是{spoken(soonest)}（五个工作日后），最迟不超过180天，请重新选择。")
    return day
