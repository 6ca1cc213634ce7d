"""An officer re-checks a stated interest (意向复审) before the list is frozen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from processes.housing.models import Interest, PlanState, Recheck
from processes.housing.queries.held import held_plan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.scope import acting_desk


def recheck_interest(interest_id: int, passed: bool, words: str = "", *, by: Account, at: datetime) -> Interest:
    """Passed, or not with its reason. Raises NotAllowed away from the review desk, NotUnderstood without the reason,
    NotPossibleNow once the list is frozen, AlreadyDone for a second word."""
    with transaction.atomic():
        stated = Interest.objects.filter(pk=interest_id).first()
        if stated is None:
            raise NotFound("没有这条意向登记，请刷新列表。")
        plan = held_plan(stated.plan_id)
        acting_desk(by, "review", plan.unit_id, localtime(at).date())
        if plan.state != PlanState.PUBLISHED:
            raise NotPossibleNow("名单已经冻结，不能再改复审结论。")
        if not passed and not words.strip():
            raise NotUnderstood("复审不通过须写明理由，申请人要看到。")
        _written(stated, passed, words, by, at)
        body = {"number": stated.entry.number, "passed": passed}
        record(plan.stream, "recheck_interest", by=by, at=at, body=body, personal=words)
        return stated


def _written(stated: Interest, passed: bool, words: str, by: Account, at: datetime) -> None:
    outcome = Recheck.PASSED if passed else Recheck.FAILED
    pending = Interest.objects.filter(pk=stated.pk, recheck=Recheck.PENDING)
    if not pending.update(recheck=outcome, words=words.strip(), rechecked_by=by, rechecked_at=at):
        raise AlreadyDone("这条意向已经复审过，请刷新页面查看。")
    stated.refresh_from_db()
