"""What becomes of a draft's uploads: those its filing names go with the case, everything else goes away."""

from __future__ import annotations

from forms.answers import Answers
from workflow_app.commands.drop_files import drop_files
from workflow_app.models import Case, Draft, StoredFile
from workflow_app.queries.law.handed_in import named_in


def hand_in(draft: Draft, case: Case, answers: Answers) -> None:
    """Each file the answers name belongs to the case, once. A roster is filed as the rows that were read from it, so its
    workbook is no file of the case; nor is what was removed, or never taken."""
    wanted = set(named_in(answers)) - set(StoredFile.objects.filter(case=case).values_list("sha256", flat=True))
    kept = {row.sha256: row.pk for row in StoredFile.objects.filter(draft=draft, sha256__in=wanted).order_by("pk")}
    StoredFile.objects.filter(pk__in=kept.values()).update(case=case, draft=None)
    drop_uploads(draft)


def forget_correction(case: Case) -> None:
    """Nobody waits for the applicant any more: what they had begun to correct goes away, with its uploads."""
    for draft in Draft.objects.filter(correcting=case):
        drop_uploads(draft)
        draft.delete()


def drop_uploads(draft: Draft) -> None:
    """Forget the files of a draft."""
    drop_files(StoredFile.objects.filter(draft=draft))
