"""抄送: let colleagues know of a case, each once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localtime

from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, CarbonCopy, Case, Holding, Seat
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import NotFound, NotUnderstood
from workflow_app.queries.scope import visible_cases

MOST = 20  # people told at once; the house's own bound
LONGEST = 300


def send_copy(case_id: int, to: Sequence[Account], words: str = "", *, by: Account, at: datetime) -> int:
    """Each gets the case into their copies; who has it already gets no second one. Answers how many are new.

    To officers of the deciding unit, its superior and offices that had a seat in the case. Raises NotFound for who may not see
    the case, NotUnderstood for nobody, too many, or somebody who has nothing to do with it.
    """
    with door.held(case_id) as case:
        day = localtime(at).date()
        if not visible_cases(by, day).filter(pk=case.pk).exists():
            raise NotFound("没有找到这个办件，或者您无权查看。")
        people = _people(case, to, at)
        had = set(CarbonCopy.objects.filter(case=case, to__in=people).values_list("to", flat=True))
        fresh = [each for each in people if each.pk not in had]
        CarbonCopy.objects.bulk_create(
            CarbonCopy(case=case, to=each, by=by, words=words.strip()[:LONGEST], at=at) for each in fresh
        )
        if fresh:
            body = {"to": [each.pk for each in fresh], "names": "、".join(each.name for each in fresh)}
            record(case.stream, "send_copy", by=by, at=at, body=body)
        return len(fresh)


def read_copy(case: Case, *, by: Account, at: datetime) -> bool:
    """The person opened the case they were sent: the first time is kept. One statement; says whether it was new."""
    return bool(CarbonCopy.objects.filter(case=case, to=by, read_at__isnull=True).update(read_at=at))


def _people(case: Case, to: Sequence[Account], at: datetime) -> list[Account]:
    people = list(dict.fromkeys(to))
    if not people or len(people) > MOST:
        raise NotUnderstood(f"请选择抄送的人，一次最多{MOST}人。")
    concerned = Seat.objects.filter(round__case=case, desk__isnull=False).values("desk__unit")
    units = Q(desk__unit=case.unit_id) | Q(desk__unit=case.unit.parent_id) | Q(desk__unit__in=concerned)
    sitting = Holding.objects.filter(units, in_force(localtime(at).date()), account__in=people, account__is_active=True)
    known = set(sitting.values_list("account", flat=True))
    strange = [each.name for each in people if each.pk not in known]
    if strange:
        raise NotUnderstood(f"{'、'.join(strange)}不在承办单位、它的上级或参加过本件的部门，不能抄送；请重新选择。")
    return people
