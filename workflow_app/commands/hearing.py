"""What is decided against a party is told by one person, answered by the party and decided by another: 撤销 and 追回 alike."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.clock.estimate import reckoned
from workflow_app.clock.hearing import HEARD_WITHIN
from workflow_app.clock.spoken import spoken
from workflow_app.commands.commit import commit_to
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.models import Account, Action, Case, Desk, Recovery, Revocation
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.service_days import is_reached
from workflow_app.queries.law.waited_for import decides, examines
from workflow_app.queries.scope import desks_of, parties_of

LONGEST_BASIS = 200
ON_PAPER = "（书面提交）"
Row = Revocation | Recovery


def may_find(case: Case, what: str, *, by: Account, at: datetime) -> None:
    """Raises NotAllowed for whoever neither examines nor decides at the deciding unit, SeparationOfDuties for one's own matter."""
    today = localtime(at).date()
    if examines(case, by, today) is None and decides(case, by, today) is None:
        raise NotAllowed(f"{what}由承办单位的经办、复核岗位或者负责人提出，您不在这些岗位上。")
    is_kept_away(case, by)


def found(what: str, facts: str, basis: str, *, by: Account, at: datetime) -> dict[str, object]:
    """The columns of a notice of facts: what was found, on which basis, and until when the party may speak. NotUnderstood
    without facts or basis."""
    if not facts.strip() or not basis.strip():
        raise NotUnderstood(f"请写明查明的事实和{what}的依据：告知书要告诉申请人。")
    return {
        "facts": facts.strip(),
        "basis": basis.strip()[:LONGEST_BASIS],
        "proposed_by": by,
        "noticed_at": at,
        "told_on": localtime(at).date(),
        "heard_until": calendar_in_force().add(localtime(at).date(), HEARD_WITHIN),
    }


def hear(row: Row, case: Case, words: str, *, by: Account, at: datetime) -> None:
    """The party says what it has to say: itself, or an officer of the deciding unit who was handed it on paper and did not propose
    it. Once each, so that no paper closes the party's own mouth; a late word is heard as long as nothing is decided.

    The case is held. Raises NotFound for strangers, NotAllowed for who proposed it, SeparationOfDuties, AlreadyDone, NotUnderstood.
    """
    if not _may_state(case, by, at):
        raise NotFound("没有找到这个办件，或者您无权办理。")
    if by.is_officer:
        is_kept_away(case, by)
    if row.stated_at and (by.is_officer or _spoke_itself(row)):
        raise AlreadyDone(
            f"已于{spoken(localtime(row.stated_at).date())}收到陈述申辩意见；需要补充的，请联系办理单位。"
        )
    if row.proposed_by_id == by.pk:
        raise NotAllowed(f"{row.WHAT}是您提出的，不能由您登记申请人的陈述申辩；请本单位另一位同事登记。")
    is_open(row)
    if not words.strip():
        raise NotUnderstood("请写明陈述申辩的意见：哪些事实不对、有什么材料。")
    if row.stated_at is None:
        row.hear()
    said = f"{ON_PAPER}{words.strip()}" if by.is_officer else words.strip()
    row.statement = "\n".join(filter(None, (row.statement, said)))
    row.stated_by, row.stated_at = by, at
    row.save(update_fields=["state", "statement", "stated_by", "stated_at"])
    record(case.stream, _verb(row), by=by, at=at, body={_key(row): row.pk, "on_paper": by.is_officer}, personal=said)


def decide(row: Row, case: Case, words: str, *, by: Account, at: datetime) -> None:
    """Put down who decides and why; the caller moves the state. By who decides for the deciding unit, neither proposed it nor wrote
    the party's word down, and examined nothing of the case; once the party has spoken itself or its days are over.

    The case is held. Raises NotAllowed, SeparationOfDuties, AlreadyDone, NotPossibleNow, NotUnderstood without words.
    """
    desk = _may_decide(case, row, by, at)
    if not words.strip():
        raise NotUnderstood("请写明决定的理由，对陈述申辩意见采纳与否也要写明。")
    commit_to(case, by, Duty.APPROVE, desk)
    row.words, row.decided_by, row.decided_at = words.strip(), by, at


def is_open(row: Row) -> None:
    """Raises AlreadyDone once it is decided."""
    if row.decided_at is not None:
        raise AlreadyDone(f"已于{spoken(localtime(row.decided_at).date())}作出“{row.get_state_display()}”的决定。")


def _may_state(case: Case, by: Account, at: datetime) -> bool:
    today = localtime(at).date()
    if by.is_officer:
        return desks_of(by, today).filter(unit=case.unit_id).exists()
    return parties_of(by, today).filter(pk=case.applicant_id).exists()


def _spoke_itself(row: Row) -> bool:
    return row.stated_by is not None and not row.stated_by.is_officer


def _may_decide(case: Case, row: Row, by: Account, at: datetime) -> Desk:
    """The desk from which it is decided. What an officer wrote down shortens nothing: the party may still speak itself."""
    today = localtime(at).date()
    desk = decides(case, by, today)
    if desk is None:
        raise NotAllowed(f"是否{row.WHAT}由承办单位的局长或者分管副局长决定，您不在这些岗位上。")
    if row.proposed_by_id == by.pk:
        raise NotAllowed(f"{row.WHAT}是您提出的，不能由您决定；请另一位负责人决定。")
    wrote_down = {"verb": _verb(row), "by": by, f"body__{_key(row)}": row.pk}
    if Action.objects.filter(stream=case.stream_id, **wrote_down).exists():
        raise NotAllowed(f"申请人的陈述申辩是您登记的，不能由您决定是否{row.WHAT}；请另一位负责人决定。")
    is_open(row)
    if not _spoke_itself(row) and not is_reached(case, f"{_key(row)}_notice"):
        raise NotPossibleNow(
            "事先告知书还没有送达申请人，陈述申辩的期限没有开始。请先在本件的“送达”里登记送达，期满以后再决定。"
        )
    if not _spoke_itself(row) and today <= row.heard_until:
        raise NotPossibleNow(
            f"陈述申辩期限到{reckoned(row.heard_until, calendar_in_force())}，还没有收到申请人本人在网上提交的意见，期满以后才能决定。"
        )
    return desk


def _key(row: Row) -> str:
    """As bodies of actions name it."""
    return "revocation" if isinstance(row, Revocation) else "recovery"


def _verb(row: Row) -> str:
    return f"state_on_{_key(row)}"
