"""Settle an open point of a review: rule on what the rules left undecided, or strike a line off."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils.timezone import localtime

from workflow_app.commands.assess import assessment_now, count_points
from workflow_app.commands.commit import commit_to
from workflow_app.commands.reassess import tell_those_behind
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Case, CaseState, Claim, ClaimState, Holding, NoticeLine, Ruling, Seat
from workflow_app.models.case import DECIDED_STATES
from workflow_app.models.claim import GRANTED
from workflow_app.models.unit import in_force
from workflow_app.policy.assessment import OF_THE_WHOLE
from workflow_app.policy.finding import Verdict
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.seat_duty import duty_of


def rule(case_id: int, line: int, condition: str, met: bool, words: str, *, by: Account, at: datetime) -> Case:
    """Say of an undecided finding whether it is met, and on what ground. `line` 0 is the case as a whole.

    What is found not met stays open until its line is struck off or the case refused.
    """
    with door.held(case_id) as case:
        as_reviewer(case, by, at)
        _reason(words)
        assessment = assessment_now(case, at=at)
        if not OF_THE_WHOLE <= line <= len(assessment.lines):
            raise NotFound(f"这个办件没有第{line}行，请刷新页面核对。")
        findings = assessment.findings if line == OF_THE_WHOLE else assessment.lines[line - 1].findings
        finding = next((f for f in findings if f.condition == condition), None)
        if finding is None or finding.verdict is not Verdict.UNDECIDED:
            raise NotPossibleNow("这一项已有明确结论，不需要人工认定；请刷新页面查看。")
        if Ruling.objects.filter(case=case, line=line, condition=condition).exists():
            raise AlreadyDone("这一项已经认定过，请刷新页面查看认定人和理由。")
        Ruling.objects.create(case=case, line=line, condition=condition, met=met, words=words, by=by, at=at)
        body = {"line": line, "condition": condition, "met": met}
        record(case.stream, "rule", by=by, at=at, body=body, personal=words)
        count_points(case, assessment)
        return case


def strike_off(case_id: int, ordinal: int, reason: str, *, by: Account, at: datetime) -> Case:
    """核减: take one line out of a case under review, with the reason its paper will print."""
    with door.held(case_id) as case:
        as_reviewer(case, by, at)
        _reason(reason)
        claim = Claim.objects.filter(case=case, ordinal=ordinal).first()
        if claim is None:
            raise NotFound(f"这个办件没有第{ordinal}行，请刷新页面核对。")
        assessment = assessment_now(case, at=at)
        take_off(case, claim, reason, by=by, at=at)
        count_points(case, assessment)
        return case


def take_off(case: Case, claim: Claim, reason: str, *, by: Account, at: datetime) -> None:
    """Strike a claim nobody decided on yet off a held case."""
    if claim.state != ClaimState.CLAIMED:
        raise AlreadyDone(f"第{claim.ordinal}行现在是“{claim.get_state_display()}”，不能再核减。")
    take_out(case, claim, reason, by=by, at=at)


def take_out(case: Case, claim: Claim, reason: str, *, by: Account, at: datetime) -> None:
    """Take a claim, decided or not, out of a held case; its line on notice, if any, is void, and whoever stood behind it is told."""
    claim.state, claim.reason = ClaimState.STRUCK_OFF, reason
    claim.save(update_fields=["state", "reason"])
    NoticeLine.objects.filter(claim=claim).exclude(state=NoticeLine.State.VOID).update(state=NoticeLine.State.VOID)
    kept = GRANTED if case.state in DECIDED_STATES else (ClaimState.CLAIMED,)
    case.amount = case.claims.filter(state__in=kept).aggregate(total=Sum("amount"))["total"] or Decimal(0)
    case.save(update_fields=["amount"])
    record(case.stream, "strike_off", by=by, at=at, body={"claim": claim.ordinal}, personal=reason)
    tell_those_behind(case, at=at)


def as_reviewer(case: Case, by: Account, at: datetime, what: str = "认定或核减") -> None:
    """Whoever of the deciding unit the case waits for: another department's check says its word by opinion alone.

    Takes the duty of their desk. Raises NotPossibleNow outside review, NotAllowed, SeparationOfDuties; `what` is what they wanted.
    """
    if case.state not in (CaseState.ACCEPTED, CaseState.DECIDING):
        raise NotPossibleNow(f"办件 {case.number} 现在不在审核环节，不能{what}。")
    mine = Holding.objects.filter(in_force(localtime(at).date()), account=by).values("desk")
    waiting = Seat.objects.filter(round__case=case, waiting=True, desk__in=mine).select_related("desk", "round")
    if not waiting:
        raise NotAllowed(f"这个办件当前不在您的岗位上，不能{what}；请由当前环节人员办理。")
    seat = next((seat for seat in waiting if seat.desk and seat.desk.unit_id == case.unit_id), None)
    if seat is None:
        raise NotAllowed(f"{what}由承办单位办理；您的核查结果请写在意见里，随意见一并提交。")
    commit_to(case, by, duty_of(seat), seat.desk)


def _reason(words: str) -> None:
    if not words.strip():
        raise NotUnderstood("请写明理由：依据哪份材料、为什么。")
