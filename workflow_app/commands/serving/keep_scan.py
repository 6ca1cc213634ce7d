"""Keep a photograph or PDF of the proof as it was signed by hand, or of the letter's receipt: with the proof, in the file of the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from forms.intake.receive import Received
from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.record import record
from workflow_app.commands.serving.chosen import serves
from workflow_app.commands.serving.proof import PROOF
from workflow_app.flow import door
from workflow_app.models import Account, Case, IssuedDocument, PaperState, ServiceMethod, StoredFile
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotPossibleNow, NotUnderstood

MOST = 5  # files of one proof; the house's own bound


def keep_scan(proof_id: int, files: Sequence[Received], *, by: Account, at: datetime) -> list[StoredFile]:
    """By an officer who may serve the papers it proves. What is kept stays; a file that was shut is opened, and indexed anew.

    Raises NotFound, NotAllowed, SeparationOfDuties, NotPossibleNow for a void proof or an electronic one, which nobody signs,
    NotUnderstood for none or more than five, AlreadyDone for bytes that are kept with it.
    """
    with door.held(_case_of(proof_id)) as case:
        proof = IssuedDocument.objects.defer("data").select_related("unit").get(pk=proof_id)
        serves(case, [proof], by=by, at=at)
        _is_signed_by_hand(proof)
        kept = set(proof.scans.values_list("sha256", flat=True))
        if not files or len(kept) + len(files) > MOST:
            raise NotUnderstood(f"请选择签字原件的照片或者PDF，一份回证最多存{MOST}个文件，现在已有{len(kept)}个。")
        if any(each.sha256 in kept for each in files) or len({each.sha256 for each in files}) < len(files):
            raise AlreadyDone("同一个文件已经存在这份回证名下，没有重复保存。")
        rows = [_kept(case, proof, each, len(kept) + n, by, at) for n, each in enumerate(files, 1)]
        body = {"proof": proof.number, "files": [row.sha256 for row in rows]}
        record(case.stream, "keep_scan", by=by, at=at, body=body)
        if case.archived_on is not None:
            case.archived_on = None
            case.save(update_fields=["archived_on"])
            archive_when_ready(case, at=at, occasion=f"scan {rows[0].pk}")
        return rows


def _kept(case: Case, proof: IssuedDocument, file: Received, n: int, by: Account, at: datetime) -> StoredFile:
    """Named for what it is: the index of the file prints the name."""
    ending = "jpg" if file.kind == "jpeg" else file.kind
    name = f"送达回证{proof.number}签字原件{n}.{ending}"
    row = keep_file(file.kind, file.content, name, by=by, at=at, pages=file.pages)
    StoredFile.objects.filter(pk=row.pk).update(case=case, proof=proof)
    return row


def _is_signed_by_hand(proof: IssuedDocument) -> None:
    if proof.state == PaperState.VOID:
        raise NotPossibleNow(f"送达回证{proof.number}已经作废，不再存签字原件。")
    if proof.proves.filter(method=ServiceMethod.ELECTRONIC).exists():
        raise NotPossibleNow("电子送达没有签字的回证：到达时间由系统记录，不需要存签字原件。")


def _case_of(proof_id: int) -> int:
    found = IssuedDocument.objects.filter(pk=proof_id, kind=PROOF).values_list("case", flat=True).first()
    if found is None:
        raise NotFound("没有这份送达回证，请刷新页面。")
    return found
