"""After a returned transfer the applicant corrects the account. An agent never does."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from forms.identity import mask_account
from workflow_app.approval.duties import Duty
from workflow_app.commands.commit import commit_to
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, LineState, PayeeAccount, PaymentLine, Representation
from workflow_app.models.keyring import account_index
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood


def correct_account(case_id: int, account: str, bank: str, *, by: Account, at: datetime) -> PayeeAccount:
    """Append the corrected account; the holder stays the same. Finance then reissues the returned lines."""
    with door.held(case_id) as case:
        mine = Representation.objects.filter(
            in_force(localtime(at).date()), account=by, party=case.applicant_id
        ).first()
        if mine is None:
            raise NotFound("没有找到这个办件，或者您无权办理。")
        if mine.capacity == Representation.Capacity.AGENT:
            raise NotAllowed("经办人不能更正收款账户，请由法定代表人或申请人本人登录更正。")
        if not PaymentLine.objects.filter(claim__case=case, state=LineState.RETURNED, reissued_as=None).exists():
            raise NotPossibleNow("这个办件没有退汇的款项，不需要更正账户。")
        before = case.payee_accounts.latest("id")
        if account_index(account) == before.account_index and bank == before.bank:
            raise NotUnderstood("填写的账号与退汇的账号相同，请核对后填写更正后的账号。")
        commit_to(case, by, Duty.CHANGE_ACCOUNT)
        row = PayeeAccount.objects.create(
            case=case,
            payee=before.payee,
            account=account,
            account_index=account_index(account),
            masked=mask_account(account),
            bank=bank,
            by=by,
            at=at,
        )
        record(case.stream, "correct_account", by=by, at=at, body={"account": row.pk}, personal=[account, bank])
        return row
