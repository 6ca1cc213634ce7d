"""The applicant asks for another account: after a returned transfer, or at their own wish while nothing is in a batch."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from forms.identity import mask_account
from workflow_app.approval.duties import Duty
from workflow_app.clock.cooling import cools_until
from workflow_app.commands.commit import commit_to
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, AccountChange, Case, PayeeAccount
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.keyring import account_index
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.account_changes import in_a_batch, returned_lines, unpaid
from workflow_app.queries.scope import is_agent, own_case


def ask_change(
    case_id: int, payee: str, account: str, bank: str, reason: str = "", *, by: Account, at: datetime
) -> AccountChange:
    """Write down what is asked for: it pays nobody before a second person confirmed it and its cooling is over.

    `payee` is the new account's holder as its bank has it, the same as before. Raises NotFound for a stranger, NotAllowed for an
    agent, NotPossibleNow where nothing is left to pay, the money is in a batch or another change waits, NotUnderstood for another
    holder, the same account or no reason.
    """
    today = localtime(at).date()
    with door.held(case_id) as case:
        own_case(case, by, today)
        if is_agent(by, case.applicant_id, today):
            raise NotAllowed("经办人不能更换收款账户，请由法定代表人或申请人本人登录办理。")
        before = account_now(case)
        holder = own_holder(case)
        returned = returned_lines(case.pk).exists()
        _fits(before, holder, payee, account, bank)
        if not returned and not reason.strip():
            raise NotUnderstood("请写明为什么更换收款账户。")
        commit_to(case, by, Duty.CHANGE_ACCOUNT)
        row = AccountChange.objects.create(
            case=case,
            before=before,
            payee=holder,
            account=account,
            account_index=account_index(account),
            masked=mask_account(account),
            bank=bank,
            after_return=returned,
            reason=reason.strip(),
            cools_until=cools_until(today, calendar_in_force()),
            asked_by=by,
            asked_at=at,
        )
        body = {"change": row.pk, "cools_until": row.cools_until.isoformat(), "after_return": returned}
        record(case.stream, "ask_account_change", by=by, at=at, body=body, personal=[account, bank, row.reason])
        return row


def account_now(case: Case) -> PayeeAccount:
    """Of a held case the account that counts, while another may be asked for; NotPossibleNow otherwise."""
    before = case.payee_accounts.order_by("id").last()
    if before is None or not unpaid(case).exists():
        raise NotPossibleNow("这个办件没有待拨付的款项，不需要更换账户。")
    if batch := in_a_batch(case.pk):
        raise NotPossibleNow(f"款项已经编入支付批次 {batch}，现在不能更换账户；如果被银行退回，可以再申请。")
    if case.account_changes.filter(state__in=OPEN_CHANGES).exists():
        raise NotPossibleNow("已经有一个更换账户的申请在办。填错了的，请先撤回它，再重新申请。")
    return before


def own_holder(case: Case) -> str:
    """Whose accounts a case is paid to; the Treasury's collecting account is nobody's own."""
    return case.payee_accounts.filter(towards=None).order_by("pk").values_list("payee", flat=True).last() or ""


def _fits(before: PayeeAccount, holder: str, payee: str, account: str, bank: str) -> None:
    if _plain(payee) != _plain(holder):
        raise NotUnderstood(f"新账户的户名必须是“{holder}”，补贴不能付到别人名下。请核对户名。")
    if account_index(account) == before.account_index and bank == before.bank:
        raise NotUnderstood("填写的账号与现在的账号相同，请核对后填写新的账号。")


def _plain(name: str) -> str:
    """A holder's name without the blanks people put into it, its brackets of one width."""
    return "".join(name.split()).replace("(", "（").replace(")", "）")
