"""Who sits where when somebody is away: a substitute for some days, a successor for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from workflow_app.approval.duties import LEADERS
from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.commands.seat.claim import let_go
from workflow_app.flow import door
from workflow_app.models import Account, Case, Delegation, Desk, Holding, Seat
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import NotAllowed, NotUnderstood
from workflow_app.queries.law.leading import heads_over, sits_elsewhere, units_led
from workflow_app.queries.law.waited_for import HEAD
from workflow_app.queries.scope import desks_of

LONGEST = 92  # days; who is away longer hands over. The house's own bound


def substitute(
    absent: Account, by_whom: Account, desks: Sequence[Desk], since: date, until: date, *, by: Account, at: datetime
) -> list[Holding]:
    """委托代理: `by_whom` sits at these desks of `absent`, some or all they hold, from a day to a day; every act names both.

    By the absent person or who leads the units of all these desks. Raises NotUnderstood for days, desks or people that do not
    fit, naming the desk that does not, NotAllowed.
    """
    today, desks = localtime(at).date(), list(dict.fromkeys(desks))
    if not since <= until or until < today or (until - since) > timedelta(days=LONGEST):
        raise NotUnderstood(f"代理的起止日期不对：止期不能早于起期和今天，最长{LONGEST}天；更长的请办理交接。")
    if not desks:
        raise NotUnderstood(f"请至少勾选一个{absent.name}离开期间由人代理的岗位。")
    own = set(_own_desks(absent, since))
    if others := [desk.title for desk in desks if desk not in own]:
        raise NotUnderstood(
            f"“{'、'.join(others)}”在起始那天不是{absent.name}自己在岗的岗位，请去掉；代理别人的岗位不能再转给第三人。"
        )
    if by_whom == absent or not by_whom.is_officer or not by_whom.is_active:
        raise NotUnderstood("请选择本单位另一位在岗的工作人员代理。")
    _may_arrange(absent, desks, by, today)
    _of_the_same_unit(by_whom, desks, since)
    with transaction.atomic():
        stream = held_stream()
        _not_there_already(by_whom, desks, since, until)
        rows = [
            Holding.objects.create(desk=desk, account=by_whom, since=since, until=until, in_place_of=absent)
            for desk in desks
        ]
        body = {"absent": absent.pk, "substitute": by_whom.pk, "desks": sorted(desk.pk for desk in desks)}
        days = {"since": since.isoformat(), "until": until.isoformat()}
        record(stream, "substitute", by=by, at=at, body=body | days)
        return rows


def end_substitution(holding_id: int, *, by: Account, at: datetime) -> Holding:
    """Back earlier than planned: today is the substitute's last day; one that has not begun never begins.

    Raises NotUnderstood for what is no running substitution, NotAllowed.
    """
    today = localtime(at).date()
    with transaction.atomic():
        stream = held_stream()
        row = Holding.objects.filter(pk=holding_id, in_place_of__isnull=False, until__gte=today).first()
        if row is None or row.in_place_of is None:
            raise NotUnderstood("没有这项正在进行的代理，请刷新页面。")
        _may_arrange(row.in_place_of, [row.desk], by, today)
        body = {"absent": row.in_place_of_id, "substitute": row.account_id, "desk": row.desk_id}
        if row.since > today:
            row.delete()
        else:
            row.until = today
            row.save(update_fields=["until"])
        record(stream, "end_substitution", by=by, at=at, body=body)
        return row


def hand_over(leaver: Account, to: Account | None, last_day: date, *, by: Account, at: datetime) -> int:
    """交接: somebody leaves their desks after a day, a successor sits there from the next; what was in their hands goes back to the
    desks at once, where the successor and colleagues find it. Answers how many seats and delegations.

    By who leads every unit whose desks move and takes none of them; the desk of who heads a unit is handed over by its holder or
    by who leads the unit above. Whatever substitution the leaver is part of is over with the last day as well.

    Raises NotUnderstood for a day, leaver or successor that does not fit, NotAllowed for who may not arrange it.
    """
    today = localtime(at).date()
    if last_day < today:
        raise NotUnderstood("离岗日期不能早于今天；已经离岗的，请按今天办理。")
    with transaction.atomic():
        stream = held_stream()
        leaving = _leaving(leaver, last_day)
        desks = [row.desk for row in leaving]
        if not desks:
            raise NotUnderstood(f"{leaver.name}现在没有岗位可以交接。")
        _may_hand_over(desks, by, today)
        if to is not None:
            _may_succeed(to, leaver, desks, last_day, by)
            _sit_down(to, leaving, last_day + timedelta(days=1))
        _leave(leaver, last_day)
        body = {"leaver": leaver.pk, "to": to.pk if to else None, "last_day": last_day.isoformat()}
        record(stream, "hand_over", by=by, at=at, body=body | {"desks": sorted(desk.pk for desk in desks)})
    return sum(_pass_on(case_id, leaver, at) for case_id in _in_hand(leaver))


def _own_desks(account: Account, on: date) -> QuerySet[Desk]:
    held = Holding.objects.filter(in_force(on), account=account, in_place_of__isnull=True)
    return Desk.objects.filter(pk__in=held.values("desk"))


def _not_over(last_day: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=last_day)


def _leaving(leaver: Account, last_day: date) -> list[Holding]:
    """What the leaver holds beyond the last day in their own right, now or later: of each desk what begins first."""
    held = Holding.objects.filter(_not_over(last_day), account=leaver, in_place_of__isnull=True)
    rows = held.select_related("desk__unit").order_by("-since", "-pk")
    return sorted({row.desk_id: row for row in rows}.values(), key=lambda row: row.desk_id)


def _may_hand_over(desks: Sequence[Desk], by: Account, today: date) -> None:
    led = units_led(by, today)
    for desk in desks:
        if desk.role == HEAD and not heads_over(by, desk, today):
            raise NotAllowed("局长岗位由局长本人或者上级单位负责人交接，您不能办理。")
        if desk.role != HEAD and desk.unit_id not in led:
            raise NotAllowed("岗位交接由单位负责人办理，每个岗位都要在您负责的单位；请联系该单位负责人。")


def _may_succeed(to: Account, leaver: Account, desks: Sequence[Desk], last_day: date, by: Account) -> None:
    if to == by:
        raise NotAllowed("不能把岗位交给自己；请另一位负责人或者上级单位负责人办理。")
    if to == leaver or not to.is_officer or not to.is_active:
        raise NotUnderstood("请选择另一位启用账号的工作人员接任。")
    if sits_elsewhere(to, {desk.unit_id for desk in desks}, last_day + timedelta(days=1)):
        raise NotUnderstood(f"{to.name}在其他单位任职，不能接任；请选择岗位所在单位的人，或者还没有任职的人。")


def _leave(leaver: Account, last_day: date) -> None:
    """No desk beyond the last day: not in their own right, not for others, and nobody for them. What has not begun never does."""
    rows = Holding.objects.filter(_not_over(last_day), Q(account=leaver) | Q(in_place_of=leaver))
    rows.filter(since__gt=last_day).delete()
    rows.update(until=last_day)


def _may_arrange(absent: Account, desks: Sequence[Desk], by: Account, today: date) -> None:
    units = {desk.unit_id for desk in desks}
    leads = desks_of(by, today).filter(unit__in=units, role__in=LEADERS).values_list("unit", flat=True)
    if by != absent and units - set(leads):
        raise NotAllowed("代理由本人办理，或者由单位负责人安排；您不能替别人安排代理。")


def _of_the_same_unit(by_whom: Account, desks: Sequence[Desk], since: date) -> None:
    units = set(desks_of(by_whom, since).values_list("unit", flat=True))
    if elsewhere := [desk.title for desk in desks if desk.unit_id not in units]:
        raise NotUnderstood(
            f"{by_whom.name}不在“{'、'.join(elsewhere)}”所在单位的岗位上，不能代理；请选择该单位的人，或者去掉这个岗位。"
        )


def _not_there_already(by_whom: Account, desks: Sequence[Desk], since: date, until: date) -> None:
    overlap = Holding.objects.filter(account=by_whom, desk__in=desks, since__lte=until).filter(
        Q(until__isnull=True) | Q(until__gte=since)
    )
    if there := overlap.select_related("desk").first():
        raise NotUnderstood(f"{by_whom.name}在这些日子里已经坐在“{there.desk.title}”，不用再代理；请去掉这个岗位。")


def _sit_down(to: Account, leaving: Sequence[Holding], first_day: date) -> None:
    """From the next day, or from when the leaver would have begun."""
    for row in leaving:
        since = max(first_day, row.since)
        if not Holding.objects.filter(in_force(since), account=to, desk=row.desk, in_place_of__isnull=True).exists():
            Holding.objects.create(desk=row.desk, account=to, since=since)


def _in_hand(leaver: Account) -> list[int]:
    seats = Q(rounds__seats__holder=leaver, rounds__seats__waiting=True)
    asked = Q(rounds__seats__delegations__to=leaver, rounds__seats__delegations__ended_at__isnull=True)
    return list(Case.objects.filter(seats | asked).order_by("pk").values_list("pk", flat=True).distinct())


def _pass_on(case_id: int, leaver: Account, at: datetime) -> int:
    """Everything of one case that lies in their hands goes back to its desk, where the successor and colleagues sit."""
    with door.held(case_id) as case:
        seats = list(Seat.objects.filter(round__case=case, waiting=True, holder=leaver))
        for seat in seats:
            let_go(seat, at)
        back = Delegation.objects.filter(seat__round__case=case, to=leaver, ended_at__isnull=True).update(ended_at=at)
        body = {"who": leaver.pk, "name": leaver.name, "seats": [seat.pk for seat in seats], "delegations": back}
        record(case.stream, "hand_over", by=None, at=at, body=body | {"basis": "岗位交接"})
        return len(seats) + back
