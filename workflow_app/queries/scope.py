"""Who may see what: one place for lists, counts, searches, exports, papers and links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from workflow_app.models import (
    Account,
    CarbonCopy,
    Case,
    CaseState,
    Delegation,
    Desk,
    Draft,
    Holding,
    Party,
    Representation,
    Seat,
)
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import NotAllowed, NotFound


def desks_of(account: Account, on: date) -> QuerySet[Desk]:
    """The desks a person holds on a day."""
    return Desk.objects.filter(pk__in=Holding.objects.filter(in_force(on), account=account).values("desk"))


def holds(account: Account, desk: Desk, on: date) -> bool:
    """Whether the person sits at that desk on that day."""
    return Holding.objects.filter(in_force(on), account=account, desk=desk).exists()


def parties_of(account: Account, on: date) -> QuerySet[Party]:
    """The parties a person may act for: themself, and organisations they represent."""
    return Party.objects.filter(pk__in=Representation.objects.filter(in_force(on), account=account).values("party"))


def not_represented(kind: str, name: str) -> str:
    """Why an account may not file for an applicant it does not represent."""
    if kind == "organisation":
        return f"您的账号没有登记为“{name}”的经办人，不能替它申报。请核对证件号码，或先在“我的身份”登记授权。"
    return "个人申报只能由本人提交，填写的身份证号与您的账号不一致，请核对。"


def is_agent(account: Account, party: int, on: date) -> bool:
    """Whether a person acts for a party by power of attorney alone. An agent never changes a payee account (design §9)."""
    mine = Representation.objects.filter(in_force(on), account=account, party=party)
    return mine.filter(capacity=Representation.Capacity.AGENT).exists()


def own_case(case: Case, account: Account, on: date) -> None:
    """NotFound unless the person acts for the applicant of a case."""
    if not parties_of(account, on).filter(pk=case.applicant_id).exists():
        raise NotFound("没有找到这个办件，或者您无权办理。")


def drafts_open_to(account: Account, on: date) -> QuerySet[Draft]:
    """One's own drafts, and the corrections asked of any party one acts for, whoever of them filed the case."""
    asked = Case.objects.filter(applicant__in=parties_of(account, on))
    return Draft.objects.filter(Q(account=account, correcting=None) | Q(correcting__in=asked))


def visible_cases(account: Account, on: date) -> QuerySet[Case]:
    """The cases a person may see.

    Applicants: those of their parties. Officers: those decided by a unit where they hold a desk or by a unit below it,
    those in which one of their desks has a seat, at a finance desk what their region approved and pays, and what they were
    sent a copy of or asked to look into.
    """
    if not account.is_officer:
        return Case.objects.filter(applicant__in=parties_of(account, on))
    return cases_of_officer(account, list(desks_of(account, on).select_related("unit")))


def cases_of_officer(account: Account, desks: Sequence[Desk]) -> QuerySet[Case]:
    """The cases of their desks; as long as they have one, also what they were sent a copy of, and what they look into for others."""
    if not desks:
        return Case.objects.none()
    asked = Delegation.objects.filter(seat__round__case=OuterRef("pk"), to=account, ended_at__isnull=True)
    copied = CarbonCopy.objects.filter(case=OuterRef("pk"), to=account)
    return Case.objects.filter(_of_desks(desks) | Q(Exists(copied)) | Q(Exists(asked)))


def cases_of_desks(desks: Sequence[Desk]) -> QuerySet[Case]:
    """The cases an officer with these desks (their units in hand) may see."""
    return Case.objects.filter(_of_desks(desks))


def _of_desks(desks: Sequence[Desk]) -> Q:
    seated = Seat.objects.filter(round__case=OuterRef("pk"), desk__in=[desk.pk for desk in desks])
    units = {desk.unit_id for desk in desks}
    money = {desk.unit.region for desk in desks if desk.unit.kind == "finance"}
    return (
        Q(unit__in=units)
        | Q(unit__parent__in=units)
        | Q(unit__region__in=money, state__in=(CaseState.APPROVED, CaseState.CLOSED))  # what it pays, never a refusal
        | Q(Exists(seated))
    )


def visible_case(number: str, account: Account, on: date) -> Case:
    """The case of that number, or NotFound: a stranger learns not even that it exists."""
    case = (
        visible_cases(account, on)
        .select_related("applicant", "unit", "edition", "stream")
        .filter(number=number)
        .first()
    )
    if case is None:
        raise NotFound("没有找到这个办件，或者您无权查看。请核对办件编号。")
    return case


def acting_desk(account: Account, role: str, unit_id: int, on: date) -> Desk:
    """The desk of that role at that unit, which the person holds; NotAllowed otherwise."""
    desk = desks_of(account, on).filter(role=role, unit=unit_id).first()
    if desk is None:
        raise NotAllowed("您不在办理这件事的岗位上，不能办理；请联系本单位管理员核对岗位。")
    return desk
