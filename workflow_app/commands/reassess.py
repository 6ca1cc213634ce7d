"""Ask the rules again about cases whose circumstances may have moved: another case gave way, or a check was made."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from workflow_app.commands.assess import reassess_when_moved
from workflow_app.commands.enqueue import enqueue
from workflow_app.flow import door
from workflow_app.models import Account, Case, CaseState, Claim
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow
from workflow_app.queries.scope import desks_of

REASSESS_BEHIND = "reassess_behind"
ASKED_STATES = (CaseState.SUBMITTED, CaseState.ACCEPTED, CaseState.DECIDING)


def reassess(case_id: int, *, by: Account | None, at: datetime) -> Case:
    """重新核对 one case. Nothing is kept where nothing moved. `by` None is the house itself.

    Raises NotFound, NotAllowed for an officer of another unit, NotPossibleNow once the case is decided.
    """
    with door.held(case_id) as case:
        if by is not None and not desks_of(by, localtime(at).date()).filter(unit=case.unit).exists():
            raise NotAllowed("审查结论由承办单位的人员核对。")
        if case.state not in ASKED_STATES:
            raise NotPossibleNow(f"办件 {case.number} 现在是“{case.state_word}”，审查结论不再变化。")
        reassess_when_moved(case, at=at)
        return case


def tell_those_behind(case: Case, *, at: datetime) -> None:
    """Have the cases that lean on this one asked again after the commit. The case is held, its change recorded."""
    enqueue(REASSESS_BEHIND, [case.pk], at=at, occasion=str(case.stream.length))


def reassess_behind(case_id: int, *, at: datetime) -> int:
    """Every open case that leans on this one, each on its own; says how many were looked at."""
    behind = _behind(case_id).values_list("pk", flat=True)
    return sum(_alone(pk, at) for pk in sorted(set(behind)))


def _behind(case_id: int) -> QuerySet[Case]:
    mine = Claim.objects.filter(case=case_id)
    papers = mine.exclude(certificate_index="").values("certificate_index")
    same = Q(beneficiary_index__in=mine.values("beneficiary_index")) | Q(certificate_index__in=papers)
    leaning = Claim.objects.filter(same).values("case")
    return Case.objects.filter(Q(pk__in=leaning) | Q(parent=case_id), state__in=ASKED_STATES).exclude(pk=case_id)


def _alone(case_id: int, at: datetime) -> bool:
    try:
        reassess(case_id, by=None, at=at)
    except NotPossibleNow:  # decided meanwhile
        return False
    return True
