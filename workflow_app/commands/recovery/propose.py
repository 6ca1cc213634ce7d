"""Tell a party what it should pay back, and why; and write down what it says to that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from workflow_app.commands.hearing import found, hear, may_find
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.commands.recovery.held import held_recovery
from workflow_app.flow import door
from workflow_app.models import Account, Case, RecoveredLine, Recovery
from workflow_app.models.recovery import UNDER_WAY
from workflow_app.policy.money import a_sum
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.recoverable import recoverable
from workflow_app.queries.papers import recovery as papers

NOTICED = PaperKind("recovery_notice", "追回事先告知书", "case_paper", "追告", "papers/recovery_notice.html")
Asked = Mapping[int, Decimal]  # ordinal of a line → how many yuan of it


def propose_recovery(case_id: int, asked: Asked, facts: str, basis: str, *, by: Account, at: datetime) -> Recovery:
    """Tell the party of the facts, of each sum and until when it may speak. By who examines or decides at the deciding unit.
    `asked` {} is everything that was paid.

    Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone while one is under way, NotPossibleNow where nothing was paid,
    NotUnderstood without facts or basis, for a line that was not paid and for more than was, CannotPrint.
    """
    with door.held(case_id) as case:
        may_find(case, Recovery.WHAT, by=by, at=at)
        if case.recoveries.filter(state__in=UNDER_WAY).exists():
            raise AlreadyDone("本件的追回已经告知申请人，还没有办完，没有重复提出。")
        sums = _sums(case, asked)
        told = found(Recovery.WHAT, facts, basis, by=by, at=at)
        row = Recovery.objects.create(case=case, amount=sum(sums.values(), Decimal(0)), **told)
        RecoveredLine.objects.bulk_create(
            RecoveredLine(recovery=row, claim_id=claim, amount=amount) for claim, amount in sums.items()
        )
        body = {"recovery": row.pk, "yuan": str(row.amount), "heard_until": row.heard_until.isoformat()}
        record(case.stream, "propose_recovery", by=by, at=at, body=body, personal=[row.facts, row.basis])
        case.archived_on = None  # its file is open until this is over
        case.save(update_fields=["archived_on"])
        issue(NOTICED.kind, paper=NOTICED, case=case, data=papers.notice_of_facts(case, row, at), at=at)
        return row


def state_on_recovery(recovery_id: int, words: str, *, by: Account, at: datetime) -> Recovery:
    """The party says what it has to say. Raises what `hear` raises, NotFound for no such recovery."""
    with held_recovery(recovery_id) as (row, case):
        hear(row, case, words, by=by, at=at)
        return row


def _sums(case: Case, asked: Asked) -> dict[int, Decimal]:
    """{claim: yuan}, of what was paid and did not come back."""
    paid = recoverable(case)
    if not paid:
        raise NotPossibleNow(f"办件 {case.number} 没有经本系统支付、可以追回的款项。")
    if not asked:
        return {claim.pk: left for claim, left in paid}
    known = {claim.ordinal: (claim.pk, left) for claim, left in paid}
    if strange := sorted(set(asked) - set(known)):
        raise NotUnderstood(f"第{'、'.join(map(str, strange))}行没有支付过，不能追回。请核对行号。")
    for ordinal, yuan in asked.items():
        if a_sum(yuan) > known[ordinal][1]:
            raise NotUnderstood(
                f"第{ordinal}行支付后还没有追回的是 {known[ordinal][1]:,.2f} 元，不能追回 {yuan:,.2f} 元。"
            )
    return {known[ordinal][0]: yuan for ordinal, yuan in sorted(asked.items())}
