"""Supply what the one notice asked for: the case goes back to receiving with a new filing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workflow_app.approval.stance import Outcome, Stance
from workflow_app.commands.assess import assess
from workflow_app.commands.draft import own_draft
from workflow_app.commands.record import record
from workflow_app.commands.submit import file_answers, read_answers, replace_claims
from workflow_app.commands.take_effect import Occasion, take_effect
from workflow_app.flow import door
from workflow_app.flow.arrival import advance
from workflow_app.flow.signing import seats_of, sign
from workflow_app.models import Account, Case, CaseState, StoredFile
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.shown import shown_to_signer


def supply_correction(draft_id: int, *, by: Account, at: datetime) -> Case:
    """File the corrected answers. Raises NotUnderstood with what is still wrong, NotPossibleNow when it is too late."""
    with transaction.atomic():
        draft = own_draft(draft_id, by)
        if draft.correcting_id is None:
            raise NotFound("这份草稿不是补正材料，请到“我的申报”查看。")
        case = door.hold(draft.correcting_id)
        if case.state != CaseState.AWAITING_CORRECTION:
            raise NotPossibleNow(f"办件 {case.number} 现在是“{case.get_state_display()}”，不能再补正。")
        answers = read_answers(draft)
        filing = file_answers(case, answers, by=by, at=at)
        StoredFile.objects.filter(draft=draft).update(case=case, draft=None)
        draft.delete()
        replace_claims(case, answers, assess(case, at=at), by=by, at=at)
        opened = case.rounds.get(state="open")
        seats = seats_of(opened.pk)
        outcome = sign(seats, seats[0], by, Stance.APPROVE, "", shown_to_signer(case), at)
        assert outcome is Outcome.APPROVED  # the applicant's seat stands alone
        arrival = advance(case, seats[0].round, outcome, {}, at)
        record(case.stream, "supply_correction", by=by, at=at, body={"filing": filing.digest})
        take_effect(case, arrival, Occasion(by, at))
        return case
