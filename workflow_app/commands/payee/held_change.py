"""A change of account that is still open, its case held; and the finance desk that has a word on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.commands.commit import commit_to
from workflow_app.flow import door
from workflow_app.models import Account, AccountChange, Case, Desk
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotPossibleNow
from workflow_app.queries.finance.account_changes import CONFIRMING
from workflow_app.queries.names import counterpart
from workflow_app.queries.scope import acting_desk


@contextmanager
def held_change(change_id: int) -> Iterator[tuple[Case, AccountChange]]:
    """The case and the change while it is open; NotFound for none, AlreadyDone saying how it ended."""
    case_id = AccountChange.objects.filter(pk=change_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotFound("没有这个更换账户的申请，请刷新列表。")
    with door.held(case_id) as case:
        change = AccountChange.objects.select_related("ended_by", "before").get(pk=change_id)
        if change.state not in OPEN_CHANGES:
            raise AlreadyDone(_ended(change))
        yield case, change


def takes_the_duty(case: Case, by: Account, at: datetime) -> Desk:
    """The desk at which the person has the second word on a case's account; NotAllowed, SeparationOfDuties otherwise."""
    finance = counterpart(case.unit, "finance")
    if finance is None:
        raise NotPossibleNow("本地区没有登记财政部门，请先由系统管理员登记。")
    desk = acting_desk(by, CONFIRMING, finance.pk, localtime(at).date())
    commit_to(case, by, Duty.CONFIRM_ACCOUNT, desk)
    return desk


def _ended(change: AccountChange) -> str:
    assert change.ended_at is not None  # a constraint
    who = f"由{change.ended_by.name}" if change.ended_by else ""
    when = f"{localtime(change.ended_at):%Y年%-m月%-d日 %H:%M}"
    return f"这个更换账户的申请已{who}于{when}办结：{change.get_state_display()}。"
