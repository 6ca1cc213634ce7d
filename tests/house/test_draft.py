"""Draft: begun, continued, thrown away; nobody else's business."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests import cast
from tests.cast import who
from tests.situations import FILED, ITEM, SIGNED, awaiting_correction, own_claim_draft
from workflow_app.commands.attach import attach_file
from workflow_app.commands.draft import discard_draft, put_answer, save_section, start_draft
from workflow_app.management.acting import a_pdf
from workflow_app.models import Case, Draft, StoredFile, vault
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow


def test_a_page_is_kept_as_typed_right_or_wrong() -> None:
    draft = start_draft(ITEM, "claim", by=who(cast.TRAINEE), at=FILED)
    draft = save_section(draft.pk, "person", {"applicant_id": "12"}, revision=0, by=who(cast.TRAINEE), at=SIGNED)
    assert draft.answers == {"person": {"applicant_id": "12"}}
    assert (draft.revision, draft.saved_at) == (1, SIGNED)


def test_what_was_on_the_page_before_stays() -> None:
    draft = start_draft(ITEM, "claim", by=who(cast.TRAINEE), at=FILED)
    put_answer(draft.pk, "person", "applicant_name", "王䶮", by=who(cast.TRAINEE), at=FILED)
    draft = save_section(draft.pk, "person", {"applicant_id": "12"}, revision=1, by=who(cast.TRAINEE), at=FILED)
    assert draft.answers["person"] == {"applicant_name": "王䶮", "applicant_id": "12"}


def test_a_stale_page_overwrites_nothing() -> None:
    draft = start_draft(ITEM, "claim", by=who(cast.TRAINEE), at=FILED)
    save_section(draft.pk, "person", {"applicant_name": "先"}, revision=0, by=who(cast.TRAINEE), at=FILED)
    with pytest.raises(NotPossibleNow, match="另一个页面或设备上改过"):
        save_section(draft.pk, "person", {"applicant_name": "后"}, revision=0, by=who(cast.TRAINEE), at=FILED)
    assert Draft.objects.get(pk=draft.pk).answers == {"person": {"applicant_name": "先"}}


def test_an_officer_files_nothing() -> None:
    with pytest.raises(NotAllowed, match="工作人员账号不能申报"):
        start_draft(ITEM, "claim", by=who(cast.INTAKE), at=FILED)


@pytest.mark.parametrize(
    ("item", "procedure"),
    [pytest.param("no_such_item", "claim", id="item"), pytest.param(ITEM, "no_such", id="procedure")],
)
def test_what_is_not_in_the_catalogue_cannot_be_begun(item: str, procedure: str) -> None:
    with pytest.raises(NotFound):
        start_draft(item, procedure, by=who(cast.TRAINEE), at=FILED)
    assert not Draft.objects.exists()


def test_a_stranger_learns_nothing_of_a_draft() -> None:
    draft = own_claim_draft()
    stranger = who(cast.STRANGER)
    for act in (
        lambda: save_section(draft.pk, "person", {}, revision=draft.revision, by=stranger, at=FILED),
        lambda: put_answer(draft.pk, "person", "applicant_name", "路过", by=stranger, at=FILED),
        lambda: discard_draft(draft.pk, by=stranger, at=FILED),
    ):
        with pytest.raises(NotFound, match="没有找到这份草稿"):
            act()


def kept(*digests: str) -> list[bool]:
    return [(Path(settings.FILES) / digest[:2] / digest).exists() for digest in digests]


def test_a_draft_is_thrown_away_with_its_files(django_capture_on_commit_callbacks: Any) -> None:
    draft = own_claim_draft()
    digests = set(StoredFile.objects.values_list("sha256", flat=True))
    assert all(kept(*digests))
    with django_capture_on_commit_callbacks(execute=True):
        discard_draft(draft.pk, by=who(cast.TRAINEE), at=FILED)
    assert not Draft.objects.exists()
    assert not Case.objects.exists()
    assert not StoredFile.objects.exists()
    assert not any(kept(*digests))


def test_bytes_that_another_draft_names_stay(django_capture_on_commit_callbacks: Any) -> None:
    mine, other = (start_draft(ITEM, "claim", by=who(name), at=FILED) for name in (cast.TRAINEE, cast.OTHER_TRAINEE))
    for draft in (mine, other):
        row = attach_file(draft.pk, "own_training", "invoice", a_pdf("发票.pdf"), by=draft.account, at=FILED)
    with django_capture_on_commit_callbacks(execute=True):
        discard_draft(mine.pk, by=who(cast.TRAINEE), at=FILED)
    assert kept(row.sha256) == [True]
    assert vault.get(row.sha256) == a_pdf("发票.pdf").content


def test_a_correction_is_not_thrown_away() -> None:
    case = awaiting_correction()
    with pytest.raises(NotPossibleNow, match="补正材料，不能删除"):
        discard_draft(case.correction_draft.pk, by=who(cast.TRAINEE), at=SIGNED)
