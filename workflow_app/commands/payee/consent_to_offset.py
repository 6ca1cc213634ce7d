"""The applicant agrees that money still to be paid to them meets what they owe under a recovery, within the same fund."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from forms.identity import mask_account
from workflow_app.approval.duties import Duty
from workflow_app.clock.cooling import cools_until
from workflow_app.commands.commit import commit_to
from workflow_app.commands.payee.ask_change import account_now
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, AccountChange, Case, Recovery
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.keyring import account_index
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.bank_profiles import Collecting, chosen
from workflow_app.queries.finance.offsets import offers, to_be_paid
from workflow_app.queries.names import counterpart
from workflow_app.queries.scope import is_agent, own_case


def consent_to_offset(case_id: int, recovery_id: int, yuan: Decimal, *, by: Account, at: datetime) -> AccountChange:
    """Ask that the money of a case goes to the Treasury's collecting account under the recovery's payment code. `yuan` is the sum
    the applicant read and agreed to. As any change of account it waits for a second person and its cooling, and may be taken back.

    Raises NotFound for a stranger or a debt the money cannot meet (another fund, another's), NotAllowed for an agent, NotPossibleNow
    where nothing is left to pay, the money is in a batch, another change waits, the money is more than the debt or no collecting
    account is known, NotUnderstood where the sum is another one by now.
    """
    today = localtime(at).date()
    with transaction.atomic():
        case = _hold(case_id, recovery_id)
        own_case(case, by, today)
        if is_agent(by, case.applicant_id, today):
            raise NotAllowed("经办人不能同意抵缴，请由法定代表人或申请人本人登录办理。")
        before, to = account_now(case), _collecting(case)
        offer = next((each for each in offers(case) if each.recovery.pk == recovery_id), None)
        if offer is None:
            raise NotFound(
                "没有可以用这个办件的款项抵缴的追回决定：只能抵缴同一申请人、同一项资金的追回款。请刷新页面。"
            )
        if offer.why_not:
            raise NotPossibleNow(offer.why_not)
        if (money := to_be_paid(case)) != yuan:
            raise NotUnderstood(
                f"待拨付的金额现在是 {money:,.2f} 元，不是您看到的 {yuan:,.2f} 元。请核对后再决定是否同意。"
            )
        commit_to(case, by, Duty.CHANGE_ACCOUNT)
        row = AccountChange.objects.create(
            case=case,
            before=before,
            payee=to.payee,
            account=to.account,
            account_index=account_index(to.account),
            masked=mask_account(to.account),
            bank=to.bank,
            towards=offer.recovery,
            agreed=money,
            reason=_words(offer.recovery, money),
            cools_until=cools_until(today, calendar_in_force()),
            asked_by=by,
            asked_at=at,
        )
        body = {
            "change": row.pk,
            "cools_until": row.cools_until.isoformat(),
            "towards": recovery_id,
            "yuan": str(money),
        }
        personal = [row.account, row.bank, row.reason, row.payee]
        record(case.stream, "ask_account_change", by=by, at=at, body=body, personal=personal)
        return row


def _hold(case_id: int, recovery_id: int) -> Case:
    """The case to be paid and that of the debt, in the order of their keys."""
    owing = Recovery.objects.filter(pk=recovery_id).values_list("case", flat=True)
    held = {key: door.hold(key) for key in sorted({case_id, *owing})}
    return held[case_id]


def _collecting(case: Case) -> Collecting:
    finance = counterpart(case.unit, "finance")
    known = chosen(finance).collecting if finance else None
    if known is None:
        raise NotPossibleNow("财政部门还没有登记非税收入汇缴账户，现在不能抵缴；请凭缴款码缴款。")
    return known


def _words(recovery: Recovery, money: Decimal) -> str:
    return (
        f"同意把本办件待拨付的 {money:,.2f} 元由国库直接汇入非税收入汇缴账户，抵缴办件 {recovery.case.number} "
        f"的追回款（缴款码 {recovery.code}）。"
    )
