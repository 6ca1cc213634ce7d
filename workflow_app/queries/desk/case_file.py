"""A case as whoever decides it sees it: everything beside the buttons, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from forms.questionnaire import Section
from workflow_app.clock.limit import PauseReason
from workflow_app.flow.arrival import NOTICE
from workflow_app.models import (
    CarbonCopy,
    Case,
    CaseState,
    Deadline,
    Defect,
    Delegation,
    Filing,
    IssuedDocument,
    Meeting,
    Notice,
    Pause,
    PayeeAccount,
    Replacement,
    ReplacementState,
    Round,
    RoundState,
    Seat,
    Service,
    ServiceState,
    SiteCheck,
)
from workflow_app.policy import catalogue
from workflow_app.policy.item import Procedure, asks_no_register
from workflow_app.policy.refusals import NotFound
from workflow_app.policy.standing import Standing
from workflow_app.queries.case_clock import standing_of
from workflow_app.queries.desk.case_acts import Act, acts
from workflow_app.queries.desk.case_beside import RegisterSaid, SeatSaid, registers_said, seats_said
from workflow_app.queries.desk.case_beyond import PRESENT, Beyond
from workflow_app.queries.desk.case_choices import Choice, choices, why_not
from workflow_app.queries.desk.case_doubts import CaseDoubt, doubts_of, why_not_settle
from workflow_app.queries.desk.case_filed import AttachedFile, FiledSection, RosterPage, attached, filed, roster_of
from workflow_app.queries.desk.case_lines import LINES, Findings, Subtotal, findings, sums
from workflow_app.queries.desk.case_route import Stop, stops, with_holders
from workflow_app.queries.desk.case_settled import Settled, settled
from workflow_app.queries.desk.inbox import neighbours
from workflow_app.queries.finance.waiting import InQueue, place_in_queue
from workflow_app.queries.law.barred import at_the_meeting
from workflow_app.queries.law.correctable import correctable
from workflow_app.queries.law.meetings import is_minuted, meeting_of
from workflow_app.queries.other_cases import at_desks
from workflow_app.queries.remaining import Remaining, remaining
from workflow_app.queries.scope import cases_of_officer
from workflow_app.queries.workplace import Workplace


@dataclass
class CaseFile:
    """The case page's data. What a template does not ask for is not read."""

    case: Case
    place: Workplace
    start: int = 1
    copied_unread: bool = False

    @property
    def procedure(self) -> Procedure:
        return catalogue.procedure(self.case.item, self.case.procedure)

    @cached_property
    def seats(self) -> list[Seat]:
        """Every seat of every round of the case, with its opinion, in the order of time."""
        related = "round", "desk", "opinion", "opinion__by", "opinion__in_place_of", "holder"
        lent = Delegation.objects.filter(seat=OuterRef("pk"), ended_at__isnull=True).values("to__name")
        seats = with_holders(Seat.objects.filter(round__case=self.case), self.place.on).select_related(*related)
        return list(seats.annotate(lent_to=Subquery(lent[:1])).order_by("round_id", "place", "pk"))

    @property
    def rounds(self) -> list[Round]:
        """The rounds in the order they opened."""
        return list({seat.round_id: seat.round for seat in self.seats}.values())

    @property
    def open_seats(self) -> list[Seat]:
        """Those of the round that is asked now."""
        return [seat for seat in self.seats if seat.round.state == RoundState.OPEN and seat.removed_at is None]

    @cached_property
    def mine(self) -> Seat | None:
        """The seat this person may speak from now."""
        own = set(self.place.ids)
        return next((seat for seat in self.open_seats if seat.waiting and seat.desk_id in own), None)

    @cached_property
    def barred(self) -> str:
        """Why this person cannot sign."""
        return why_not(self.case, self.open_seats, self.mine, self.place.account) or self._not_there or self._halted

    @property
    def _halted(self) -> str:
        running = (row for row in self.pauses if row.until is None and row.reason == PauseReason.SUSPENSION)
        return _("本件已经中止办理，恢复之前不能签署意见。") if next(running, None) else ""

    @property
    def _not_there(self) -> str:
        return at_the_meeting(self.meeting, self.place.account) if self.meets else ""

    @property
    def meets(self) -> bool:
        """Whether the case stands before a meeting."""
        return is_minuted(self.case, self.case.step)

    @cached_property
    def meeting(self) -> Meeting | None:
        """The session recorded for the round that is asked now."""
        return meeting_of(self.open_seats[0].round) if self.meets and self.open_seats else None

    @cached_property
    def in_queue(self) -> InQueue | None:
        """Where it stands in the queue for money, once only its determination is left and the money does not reach it."""
        if self.case.state != CaseState.DECIDING or self.case.step == NOTICE or not self.procedure.pays:
            return None
        found = place_in_queue(self.case, self.place.on)
        return None if found is None or found.reaches else found

    @property
    def may_record_meeting(self) -> bool:
        """Whether the session can still be recorded, and by this person."""
        ours = any(desk.unit_id == self.case.unit_id for desk in self.place.desks)
        return ours and self.meets and self.meeting is None

    @cached_property
    def choices(self) -> list[Choice]:
        """The buttons; those of the seat that waits when none is mine."""
        seat = self.mine or next((seat for seat in self.open_seats if seat.waiting and seat.desk_id), None)
        return choices(self.case, seat, self.barred) if seat else []

    @property
    def may_settle(self) -> bool:
        """Whether rulings and strike-offs are this person's now: another department's check says its word by opinion alone."""
        ours = self.mine is not None and self.mine.desk is not None and self.mine.desk.unit_id == self.case.unit_id
        return ours and not self.barred and self.case.state in (CaseState.ACCEPTED, CaseState.DECIDING)

    @cached_property
    def due(self) -> Remaining:
        """How long the seat has that concerns this person, or the one that waits."""
        seat = self.mine or next((seat for seat in self.open_seats if seat.waiting), None)
        return remaining(seat.due_on if seat else None, self.place.on)

    @cached_property
    def filings(self) -> list[Filing]:
        """The last two, newest first."""
        return list(Filing.objects.filter(case=self.case).order_by("-ordinal")[:2])

    @cached_property
    def filed(self) -> list[FiledSection]:
        return filed(self.case, self.filings)

    @property
    def corrected(self) -> bool:
        """Received again, after a correction."""
        return self.case.state == CaseState.SUBMITTED and self.filings[0].ordinal > 1

    @property
    def sections(self) -> list[tuple[str, str]]:
        """(slug, title) of what a correction may be asked for: of everything once, then only of what the first one touched."""
        allowed = correctable(self.case) if self.corrected else None
        return [(each.slug, each.title) for each in self.filed if allowed is None or each.slug in allowed]

    @cached_property
    def files(self) -> list[AttachedFile]:
        return attached(self.case, self.filings)

    @cached_property
    def roster(self) -> RosterPage | None:
        """The people as they were filed, the same page as the lines."""
        return roster_of(self.case, self.filings, self.start, LINES)

    @property
    def pages(self) -> tuple[int, int]:
        """Where the page before and the next one begin; 0 where there is none."""
        count = self.roster.count if self.roster else self.findings.count if self.findings else 0
        before = max(self.start - LINES, 1) if self.start > 1 else 0
        return before, self.start + LINES if self.start + LINES <= count else 0

    @cached_property
    def settled(self) -> Settled:
        return settled(self.case, reasons=getattr(self.case, "has_reasons", True))

    @cached_property
    def findings(self) -> Findings | None:
        return findings(self.case, self.settled, at_desks(self.place.desks), self.place.on, self.start)

    @cached_property
    def doubts(self) -> list[CaseDoubt]:
        """What was found after the decision and before payment."""
        return doubts_of(self.case, at_desks(self.place.desks), self.place.on) if self.case.decided_at else []

    @cached_property
    def why_not_settle(self) -> str:
        """Why this person may not settle the doubts."""
        return why_not_settle(self.case, self.place)

    @cached_property
    def sums(self) -> list[Subtotal]:
        return sums(self.case)

    @cached_property
    def standing(self) -> str:
        """Of the whole sum: that of its weakest figure."""
        return max((row.standing for row in self.sums), default="")  # enacted < modelled < sample

    @cached_property
    def payee(self) -> PayeeAccount | None:
        """The account as it stands now."""
        return PayeeAccount.objects.filter(case=self.case).order_by("-id").first()

    @cached_property
    def acts(self) -> list[Act]:
        return acts(self.case, self.seats, self.settled, self.beyond.words)

    @cached_property
    def seats_said(self) -> list[SeatSaid]:
        """What seats were asked and answered."""
        return seats_said(self.case, [seat for seat in self.seats if seat.removed_at is None])

    @cached_property
    def registers_said(self) -> list[RegisterSaid]:
        """What other offices' registers answered; only a procedure that asks them is looked up."""
        return registers_said(self.case) if self.procedure.queries is not asks_no_register else []

    @property
    def asks_registers(self) -> bool:
        """Whether this procedure asks registers, and somebody is there to answer."""
        return bool(settings.REGISTERS) and self.procedure.queries is not asks_no_register

    @property
    def may_ask_registers(self) -> bool:
        """Whether this person may have them asked once more: whose turn it is, and until payment anybody of the deciding unit."""
        ours = self.case.state == CaseState.APPROVED and self.case.unit_id in {d.unit_id for d in self.place.desks}
        return self.asks_registers and (self.may_settle or (ours and self.procedure.pays))

    @property
    def asked(self) -> Section | None:
        """The page of questions that my seat asks."""
        return self.procedure.seat_sections[self.mine.asks] if self.mine and self.mine.asks else None

    @cached_property
    def stops(self) -> list[Stop]:
        return stops(self.case, self.seats)

    @cached_property
    def papers(self) -> list[IssuedDocument]:
        """Every paper of the case, with `served_on` and whether somebody `asked` that it be voided."""
        served = Service.objects.filter(paper=OuterRef("pk"), state=ServiceState.SERVED).values("served_on")
        asked = Exists(Replacement.objects.filter(paper=OuterRef("pk"), state=ReplacementState.ASKED))
        papers = IssuedDocument.objects.filter(case=self.case).defer("data").order_by("pk")
        return [*papers.annotate(served_on=Subquery(served), asked=asked)]

    @property
    def clocks(self) -> list[tuple[Deadline, Standing]]:
        """Every limit the case had, with how much authority its days have."""
        rows = Deadline.objects.filter(case=self.case).order_by("pk")
        return [(row, standing_of(self.case, row.parameter, row.starts_on)) for row in rows]

    @cached_property
    def pauses(self) -> list[Pause]:
        return list(Pause.objects.filter(case=self.case).order_by("pk"))

    @cached_property
    def beyond(self) -> Beyond:
        """What lies beside the route, and what this person may do there."""
        return Beyond(self.case, self.place, self.pauses, self.open_seats)

    @cached_property
    def defects(self) -> list[Defect]:
        """What was asked for in corrections; only a corrected case is asked."""
        corrected = self.case.state == CaseState.AWAITING_CORRECTION or len(self.filings) > 1
        return list(Defect.objects.filter(case=self.case).order_by("pk")) if corrected else []

    @cached_property
    def notices(self) -> list[Notice]:
        """The notices its claims stood on; none before it came that far."""
        if not any(pause.reason == PauseReason.NOTICE for pause in self.pauses):
            return []
        return list(Notice.objects.filter(lines__claim__case=self.case).distinct().order_by("pk"))

    @property
    def site_check_kinds(self) -> list[tuple[str, str]]:
        """(kind, title) of the looks on the spot that may be recorded now by this person."""
        in_force = self.case.state == CaseState.APPROVED and self.case.unit_id in {d.unit_id for d in self.place.desks}
        return list(self.procedure.site_checks.items()) if in_force else []

    @cached_property
    def site_checks(self) -> list[SiteCheck]:
        """What was seen on the spot, of this case or of the one it rests on."""
        own = self.case.pk if self.procedure.site_checks else self.case.parent_id
        if own is None:
            return []
        return list(SiteCheck.objects.filter(case=own).prefetch_related("officers").order_by("on", "pk"))

    @cached_property
    def neighbours(self) -> tuple[str, str]:
        """The numbers before and after in the person's inbox."""
        return neighbours(self.place, self.mine) if self.mine else ("", "")


def case_file(number: str, place: Workplace, start: int = 1) -> CaseFile:
    """The case of that number; NotFound for a stranger, who learns not even that it exists."""
    copied = CarbonCopy.objects.filter(case=OuterRef("pk"), to=place.account, read_at__isnull=True)
    found = cases_of_officer(place.account, place.desks).filter(number=number)
    found = found.annotate(copied_unread=Exists(copied), **PRESENT)
    case = found.select_related("applicant", "unit", "edition", "parent", "filed_by", "stream").first()
    if case is None:
        raise NotFound("没有找到这个办件，或者您无权查看。请核对办件编号。")
    return CaseFile(case, place, start, copied_unread=case.copied_unread)
