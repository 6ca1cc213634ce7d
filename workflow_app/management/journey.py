"""The walk through every item and procedure: one case of each ending, and what it left behind, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.commands.expire import expire
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.withdraw import withdraw
from workflow_app.jobs import runner
from workflow_app.management import acting, acts
from workflow_app.models import Case, CaseState, Deadline, IssuedDocument, PaymentLine, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure

BEGIN = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
FORTNIGHT = timedelta(days=14)
MONTH = timedelta(days=30)
LARGE = 55  # people in a case whose sum a joint decision must hear
ORGANISATION = "yuehe.agent"
# What may be the end of a case: paid and closed, in force, refused, withdrawn, not accepted.
ENDS = (
    CaseState.CLOSED,
    CaseState.REFUSED,
    CaseState.WITHDRAWN,
    CaseState.DEEMED_WITHDRAWN,
    CaseState.NOT_ACCEPTED,
)


class Walk:
    """Plays an item; `serial` makes each case's people different."""

    def __init__(self, item: Item) -> None:
        self.item, self.serial = item, 0

    def play(self) -> None:
        """Parents before what rests on them; each procedure to a good end, then the other endings."""
        acts.endow(acting.account_unit(ORGANISATION), self.item.slug, BEGIN.year, Decimal("1000000.00"), BEGIN)
        for procedure in sorted(self.item.procedures, key=lambda each: each.parent is not None):
            self.to_its_end(procedure, BEGIN)
            if procedure.minuted:
                self.to_its_end(procedure, BEGIN + timedelta(minutes=30), size=LARGE)
            self.refused(procedure, BEGIN + timedelta(hours=1))
            self.withdrawn(procedure, BEGIN + timedelta(hours=2))
            self.corrected_too_late(procedure, BEGIN + timedelta(hours=3))
            self.not_accepted(procedure, BEGIN + timedelta(hours=4))

    def file(self, procedure: Procedure, at: datetime, size: int = 10) -> tuple[Case, datetime]:
        """A filing, on top of a parent in force where the procedure rests on one; and when it was filed."""
        self.serial += 1
        serial, parent = self.serial, ""
        if procedure.parent:
            record, at = self.in_force(self.item.procedure(procedure.parent), at, serial, size)
            parent, at = record.number, at + MONTH
        casting = acting.casting_of(ORGANISATION, serial, localtime(at).date(), size=size, parent_number=parent)
        return acting.file(self.item.slug, procedure.slug, casting, by=acting.account(ORGANISATION), at=at), at

    def in_force(self, procedure: Procedure, at: datetime, serial: int, size: int) -> tuple[Case, datetime]:
        """A parent case, approved and looked at on the spot."""
        casting = acting.casting_of(ORGANISATION, serial, localtime(at).date(), size=size)
        case = acting.file(self.item.slug, procedure.slug, casting, by=acting.account(ORGANISATION), at=at)
        case = acting.sign_until(case, "", at=at + timedelta(hours=4))
        acts.look_on_the_spot(case, at + FORTNIGHT)
        return case, at

    def to_its_end(self, procedure: Procedure, at: datetime, size: int = 10) -> None:
        """Approved; and where money follows, noticed, determined, requested, paid, closed."""
        case, at = self.file(procedure, at, size)
        case = acting.sign_until_system(case, at=at + timedelta(hours=4))
        if not case.step:
            acts.look_on_the_spot(case, at + FORTNIGHT)
            return
        notice = acts.notice_over([case], at + timedelta(days=1), at + FORTNIGHT)
        acting.sign_until_system(case, at=at + FORTNIGHT)
        request = acts.ask_finance(notice, at + FORTNIGHT + acts.ONE_DAY)
        batch = acts.release(request, at + FORTNIGHT + 3 * acts.ONE_DAY)
        self.work(at + FORTNIGHT + 4 * acts.ONE_DAY)
        acts.bank_answers(batch, at + FORTNIGHT + 5 * acts.ONE_DAY)
        self.work(at + FORTNIGHT + 6 * acts.ONE_DAY)

    def refused(self, procedure: Procedure, at: datetime) -> None:
        """The handler says no, the deputy head signs the refusal."""
        case, at = self.file(procedure, at)
        case = acting.sign_until(case, "handle", at=at + timedelta(hours=2))
        case = acting.sign_all(case, Stance.REFUSE, "经核实，提交的材料与实际情况不符。", at=at + timedelta(hours=3))
        acting.sign_all(case, at=at + timedelta(hours=4))

    def withdrawn(self, procedure: Procedure, at: datetime) -> None:
        """The applicant takes it back."""
        case, at = self.file(procedure, at)
        withdraw(case.pk, words="材料需要重新整理。", by=acting.account(ORGANISATION), at=at + timedelta(hours=1))

    def corrected_too_late(self, procedure: Procedure, at: datetime) -> None:
        """A correction is asked for and never comes."""
        case, at = self.file(procedure, at)
        seat = Seat.objects.get(round__case=case, waiting=True)
        give_opinion(
            seat.pk,
            Stance.RETURN,
            "材料不齐全。",
            defects=(("organisation", "授权委托书没有写明委托期限，请由法定代表人补全并签章。"),),
            by=acting.holder(seat, localtime(at).date()),
            at=at + timedelta(hours=1),
        )
        due = Deadline.objects.get(case=case, kind=Deadline.Kind.CORRECTION)
        expire(due.pk, at=at + MONTH)

    def not_accepted(self, procedure: Procedure, at: datetime) -> None:
        """Not this organ's matter."""
        case, at = self.file(procedure, at)
        acting.sign_all(
            case, Stance.REFUSE, "培训地点不在本县，应由培训地人力资源社会保障局受理。", at=at + timedelta(hours=1)
        )

    def work(self, at: datetime) -> None:
        """The jobs that are due: papers, bank files, closings."""
        runner.work(lambda: at)


def standing_open() -> Iterator[Case]:
    """Cases that should have ended and have not; a case in force (approved, route over, nothing to pay) has."""
    for case in Case.objects.exclude(state__in=ENDS).order_by("pk"):
        in_force = case.state == CaseState.APPROVED and not case.step and not case.claims.exists()
        if not in_force:
            yield case


def told(case: Case) -> dict[str, Any]:
    """One case as journey.json tells it."""
    return {
        "item": case.item,
        "procedure": case.procedure,
        "title": catalogue.item(case.item).title_on(localtime(case.filed_at).date()),
        "number": case.number,
        "state": case.state,
        "steps": [_step(seat) for seat in _spoken(case)],
        "claims": [
            {"key": c.key, "beneficiary": c.masked, "amount": str(c.amount), "standing": c.standing, "state": c.state}
            for c in case.claims.order_by("ordinal")
        ],
        "payments": [
            {"batch": line.batch.number, "amount": str(line.amount), "state": line.state}
            for line in PaymentLine.objects.filter(claim__case=case).select_related("batch").order_by("pk")
        ],
        "papers": [paper(row) for row in papers_of(case)],
    }


def papers_of(case: Case) -> list[IssuedDocument]:
    """The papers of a case and of the notices its claims stood on."""
    own = list(case.papers.order_by("pk"))
    return own + list(IssuedDocument.objects.filter(notice__lines__claim__case=case).distinct().order_by("pk"))


def paper(row: IssuedDocument) -> dict[str, Any]:
    """One paper: kind, family, number and the file it is written to."""
    return {
        "kind": row.kind,
        "family": row.family,
        "number": row.number,
        "state": row.state,
        "file": f"{row.number}.pdf",
    }


def _spoken(case: Case) -> list[Seat]:
    seats = Seat.objects.filter(round__case=case, opinion__isnull=False)
    return list(seats.select_related("round", "opinion__by").order_by("opinion__at", "opinion__pk"))


def _step(seat: Seat) -> dict[str, str]:
    return {
        "step": seat.round.step,
        "desk": seat.title,
        "by": seat.opinion.by.name,
        "at": localtime(seat.opinion.at).isoformat(),
        "outcome": seat.opinion.stance,
    }
