"""Choose the bank format a finance unit writes from now on; batches already drafted keep theirs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.bank.profile_file import profile_named
from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.models import Account, ProfileChoice, Unit
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotUnderstood
from workflow_app.queries.finance.bank_profiles import Collecting, chosen
from workflow_app.queries.law.leading import units_led

LONGEST_ACCOUNT = 34
LONGEST_NAME = 100


def choose_profile(
    unit_code: str,
    name: str,
    payer_account: str = "",
    collecting: Collecting | None = None,
    *,
    by: Account | None,
    at: datetime,
) -> ProfileChoice:
    """Append the choice; `by` None is the operator. By who leads the bureau; `collecting` is the Treasury's account for what is paid back;
    None keeps the one in use, an empty one takes it away. Raises NotAllowed, NotFound for a unit that is no finance bureau or an unknown format, NotUnderstood without the
    paying account a format needs or half a collecting account, AlreadyDone when it is in use."""
    profile = profile_named(name)
    account = payer_account.strip()
    _is_a_number(account, "付款账号")
    named = _whole(collecting)
    if profile.needs_account and not account:
        raise NotUnderstood(f"“{profile.title}”要写付款账号，请一并给出。")
    with transaction.atomic():
        stream = held_stream()
        unit = Unit.objects.filter(kind="finance", code=unit_code).first()
        if unit is None:
            raise NotFound(f"没有编码为“{unit_code}”的财政部门，请核对。")
        if by is not None and unit.pk not in units_led(by, localtime(at).date()):
            raise NotAllowed("银行格式和付款账号由本单位负责人选用，您不在负责人的岗位上。")
        now = chosen(unit)
        whole = now.collecting if collecting is None else named
        if (now.profile.name, now.payer_account, now.collecting) == (name, account, whole):
            raise AlreadyDone(f"{unit_code} 现在用的就是“{profile.title}”，没有改动。")
        parts = (whole.payee, whole.account, whole.bank) if whole else ("", "", "")
        to = dict(zip(("collecting_payee", "collecting_account", "collecting_bank"), parts, strict=True))
        row = ProfileChoice.objects.create(unit=unit, profile=name, payer_account=account, **to, by=by, at=at)
        personal = [account, *parts] if whole else account
        record(stream, "choose_profile", by=by, at=at, body={"unit": unit_code, "profile": name}, personal=personal)
        return row


def _is_a_number(account: str, what: str) -> None:
    if (account and not (account.isascii() and account.isdigit())) or len(account) > LONGEST_ACCOUNT:
        raise NotUnderstood(f"{what}应是最多{LONGEST_ACCOUNT}位数字，请核对。")


def _whole(collecting: Collecting | None) -> Collecting | None:
    """All three of it, or nothing."""
    if collecting is None:
        return None
    named = [each.strip() for each in (collecting.payee, collecting.account, collecting.bank)]
    if not any(named):
        return None
    if not all(named):
        raise NotUnderstood("非税收入汇缴账户要写全户名、账号和开户行，或者都不写。")
    _is_a_number(named[1], "汇缴账号")
    if max(len(named[0]), len(named[2])) > LONGEST_NAME:
        raise NotUnderstood(f"汇缴账户的户名和开户行最长{LONGEST_NAME}个字，请核对。")
    return Collecting(*named)
