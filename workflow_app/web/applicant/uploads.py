"""Files and rosters that come with a page of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from forms.correction import Correction
from forms.fields import Files, Roster
from forms.intake.limits import Limits
from forms.intake.receive import receive
from forms.questionnaire import Section
from forms.roster.read import read_roster
from forms.rows import RosterReading
from workflow_app.commands.attach import attach_file, put_roster
from workflow_app.commands.keep_file import keep_file
from workflow_app.queries.applicant.drafts import DraftPages
from workflow_app.queries.applicant.rejected_roster import KIND as REJECTED
from workflow_app.web.upload_limit import too_large, words_for
from workflow_app.web.who import SignedIn

LONGEST_NAME = 120
SHOWN_WARNINGS = 10


@dataclass(frozen=True)
class Taken:
    """What became of the files: why some were not taken, and `question-id` of a roster that has errors."""

    corrections: tuple[Correction, ...] = ()
    rejected: str = ""


def take_uploads(request: SignedIn, pages: DraftPages, asked: Section, *, at: datetime) -> Taken:
    """Take every file the page posted. One that is refused keeps no other from being taken."""
    wrong = [Correction(name, words_for(file)) for name, file in too_large(request).items()]
    rejected = ""
    for field in asked.fields:
        for upload in request.FILES.getlist(field.name):
            if isinstance(field, Files):
                wrong += _take_file(request, pages, asked, field, upload, at)
            elif isinstance(field, Roster):
                rejected = _take_roster(request, pages, asked, field, upload, at) or rejected
    return Taken(tuple(wrong), rejected)


def _take_file(
    request: SignedIn, pages: DraftPages, asked: Section, field: Files, upload: UploadedFile, at: datetime
) -> list[Correction]:
    received = receive(
        upload, upload.name or "", field.accepts, Limits(largest_bytes=field.largest_bytes), where=field.name
    )
    if isinstance(received, Correction):
        return [received]
    if any(file["sha256"] == received.sha256 for file in pages.raw(asked.slug).get(field.name) or ()):
        return []  # the same file, sent twice to the same question
    attach_file(pages.draft.pk, asked.slug, field.name, received, by=request.user, at=at)
    return []


def _take_roster(
    request: SignedIn, pages: DraftPages, asked: Section, field: Roster, upload: UploadedFile, at: datetime
) -> str:
    name, data = (upload.name or "")[-LONGEST_NAME:], upload.read()
    reading = read_roster(data, name, field)
    if reading.corrections:
        kept = keep_file(REJECTED, data, name, by=request.user, at=at, draft=pages.draft)
        return f"{field.name}-{kept.pk}"
    rows = field.to_json(reading.rows)
    put_roster(pages.draft.pk, asked.slug, field.name, rows, (name, data), by=request.user, at=at)
    messages.success(request, _("已读取名单：%(many)d%(unit)s。") % {"many": len(rows), "unit": field.unit})
    _warn(request, reading)
    return ""


def _warn(request: SignedIn, reading: RosterReading) -> None:
    for warning in reading.warnings[:SHOWN_WARNINGS]:
        messages.warning(request, warning.words)
    more = len(reading.warnings[SHOWN_WARNINGS:]) + reading.more_warnings
    if more:
        messages.warning(request, _("还有%(many)d处提示没有列出，请对照名单逐行核对。") % {"many": more})
