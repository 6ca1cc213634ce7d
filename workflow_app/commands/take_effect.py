"""What follows when a case has become something else in law: clocks, claims, papers. One entry per state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.assess import assessment_now
from workflow_app.commands.determine import determine
from workflow_app.commands.draft import start_correction
from workflow_app.commands.issue import issue
from workflow_app.commands.reassess import tell_those_behind
from workflow_app.flow import limits
from workflow_app.flow.arrival import Arrival
from workflow_app.models import Account, Case, CaseState, ClaimState, Deadline, Defect, NoticeLine
from workflow_app.policy import catalogue
from workflow_app.policy.effect import Effect
from workflow_app.policy.paper import PaperKind
from workflow_app.queries.law.reasons import refusing_words
from workflow_app.queries.papers import case_papers
from workflow_app.queries.papers.refusal import refusal
from workflow_app.queries.papers.telling import telling

# Of every case, whatever its item: silence after a correction ends it, and its applicant is told so.
DEEMED_WITHDRAWN = PaperKind(
    "deemed_withdrawn", "视为撤回申请告知书", "case_paper", "视撤", "papers/deemed_withdrawn.html"
)
S, Kind, State = CaseState, Deadline.Kind, Deadline.State


@dataclass(frozen=True)
class Occasion:
    """Who brought it about (None: the system), when, with which words and, for a correction, which defects."""

    by: Account | None
    at: datetime
    words: str = ""
    defects: tuple[tuple[str, str], ...] = ()  # (section, words)


def take_effect(case: Case, arrival: Arrival, occasion: Occasion) -> None:
    """Do what the new state asks for. The case is held."""
    if arrival.before == arrival.after:
        return
    if effect := EFFECTS.get((arrival.before, arrival.after)) or EFFECTS.get(("", arrival.after)):
        effect(case, arrival, occasion)
    archive_when_ready(case, at=occasion.at, occasion="end")


def _accepted(case: Case, arrival: Arrival, occasion: Occasion) -> None:
    clocks = catalogue.procedure(case.item, case.procedure).clocks
    kinds = {Kind.PROMISED: clocks.promised, Kind.STATUTORY: clocks.statutory}
    since = occasion.at if occasion.by else _deemed_since(case)
    Deadline.objects.bulk_create(limits.deadline(case, kind, key, since) for kind, key in kinds.items())
    issue(
        "acceptance",
        case=case,
        data=case_papers.acceptance(case, occasion.at, deemed=occasion.by is None),
        at=occasion.at,
    )


def _deemed_since(case: Case) -> datetime:
    """Who is not told in time is accepted from the day the papers came in, not from the day somebody noticed (条例第三十六条)."""
    case.accepted_at = case.filings.latest("ordinal").at
    case.save(update_fields=["accepted_at"])
    return case.accepted_at


def _awaiting_correction(case: Case, arrival: Arrival, occasion: Occasion) -> None:
    filing = case.filings.latest("ordinal")
    rows = [Defect(case=case, filing=filing, section=section, words=words) for section, words in occasion.defects]
    Defect.objects.bulk_create(rows)
    start_correction(case, filing, at=occasion.at)
    due = Deadline.objects.get(case=case, kind=Kind.CORRECTION, state=State.ARMED).due_on
    issue("correction", case=case, data=case_papers.correction(case, rows, due, occasion.at), at=occasion.at)


def _not_accepted(case: Case, arrival: Arrival, occasion: Occasion) -> None:
    _ended(case, arrival, occasion)
    data = case_papers.not_accepted(case, occasion.words, occasion.at)
    issue("not_accepted", case=case, data=data, at=occasion.at)


def _refused(case: Case, arrival: Arrival, occasion: Occasion) -> None:
    _ended(case, arrival, occasion)
    words = occasion.words or refusing_words(case)
    data = refusal(case, assessment_now(case, at=occasion.at), words, occasion.at)
    issue("refusal", case=case, data=data, at=occasion.at)


def _approved(case: Case, arrival: Arrival, occasion: Occasion) -> None:
    limits.settle(case, State.MET, occasion.at, (Kind.PROMISED, Kind.STATUTORY))
    determine(case, by=occasion.by, at=occasion.at)
    if effect := catalogue.procedure(case.item, case.procedure).takes_effect:
        told = telling(case, occasion.at)
        effect(Effect(case.pk, told.facts, told.assessment, occasion.by.pk if occasion.by else None, occasion.at))


def _reviewed_again(case: Case, arrival: Arrival, occasion: Occasion) -> None:
    """Sent back from decision: what stood on notice may change, so it stands there no longer."""
    take_off_the_notice(case)


def take_off_the_notice(case: Case) -> None:
    lines = NoticeLine.objects.filter(claim__case=case).exclude(state=NoticeLine.State.VOID)
    lines.update(state=NoticeLine.State.VOID)


def _deemed_withdrawn(case: Case, arrival: Arrival, occasion: Occasion) -> None:
    _ended(case, arrival, occasion)
    data = case_papers.deemed_withdrawn(case, occasion.at)
    issue("deemed_withdrawn", paper=DEEMED_WITHDRAWN, case=case, data=data, at=occasion.at)


def _ended(case: Case, arrival: Arrival, occasion: Occasion) -> None:
    """Nothing comes of it: its clocks stop, its claims stand in nobody's way, no notice shows them."""
    limits.settle(case, State.CANCELLED, occasion.at)
    limits.end_pauses(case, occasion.at)
    take_off_the_notice(case)
    if case.claims.filter(state=ClaimState.CLAIMED).update(state=ClaimState.DROPPED):
        tell_those_behind(case, at=occasion.at)


EFFECTS: dict[tuple[str, str], Callable[[Case, Arrival, Occasion], None]] = {
    (S.SUBMITTED, S.ACCEPTED): _accepted,
    (S.SUBMITTED, S.AWAITING_CORRECTION): _awaiting_correction,
    (S.DECIDING, S.ACCEPTED): _reviewed_again,
    ("", S.NOT_ACCEPTED): _not_accepted,
    ("", S.APPROVED): _approved,
    ("", S.REFUSED): _refused,
    ("", S.WITHDRAWN): _ended,
    ("", S.TERMINATED): _ended,
    ("", S.DEEMED_WITHDRAWN): _deemed_withdrawn,
}
