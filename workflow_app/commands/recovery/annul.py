"""Take an order back: its code or sum was wrong, or it was quashed on reconsideration or by a court."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.issue import issue
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.commands.recovery.held import held_recovery, nothing_waits
from workflow_app.models import Account, ClaimState, Recovery
from workflow_app.models.recovery import OWING
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.waited_for import decides
from workflow_app.queries.papers import recovery as papers

ANNULLED = PaperKind("recovery_annulled", "撤回追回决定告知书", "case_paper", "追撤", "papers/recovery_annulled.html")


def annul_recovery(recovery_id: int, words: str, *, by: Account, at: datetime) -> Recovery:
    """Nothing is owed under the order any more; a new one needs a new notice of facts. What came in before stays where it was
    posted: it is paid back by the Treasury, not here. By who decides for the deciding unit, with a reason.

    Raises NotFound, NotAllowed, SeparationOfDuties, NotPossibleNow for what owes nothing, while a receipt waits or once a line came back
    whole, NotUnderstood without a reason, CannotPrint.
    """
    with held_recovery(recovery_id) as (row, case):
        if decides(case, by, localtime(at).date()) is None:
            raise NotAllowed("追回决定由承办单位的局长或者分管副局长撤回，您不在这些岗位上。")
        is_kept_away(case, by)
        if row.state not in OWING:
            raise NotPossibleNow(f"这次追回现在是“{row.get_state_display()}”，没有可以撤回的追回决定。")
        nothing_waits(row)
        if back := row.lines.filter(claim__state=ClaimState.RECOVERED).order_by("pk").first():
            raise NotPossibleNow(
                f"第{back.claim.ordinal}人名下的款项已经全部缴回，撤回决定会让同一笔款既退给本人、又能再次申领。请先由国库办理退库，再按错发更正处理。"
            )
        if not words.strip():
            raise NotUnderstood("请写明撤回的原因，例如缴款码开错、复议或者判决撤销：告知书要告诉申请人。")
        row.annul()
        row.annulled_by, row.annulment, row.ended_at = by, words.strip(), at
        row.save(update_fields=["state", "annulled_by", "annulment", "ended_at"])
        record(case.stream, "annul_recovery", by=by, at=at, body={"recovery": row.pk}, personal=row.annulment)
        issue(ANNULLED.kind, paper=ANNULLED, case=case, data=papers.annulled(case, row, at), at=at)
        archive_when_ready(case, at=at, occasion=f"recovery {row.pk}")
        return row
