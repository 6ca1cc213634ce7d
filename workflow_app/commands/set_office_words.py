"""Change one of the words an office puts on its papers: who leads the unit does; papers issued before keep theirs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.models import Account, OfficeWords, Unit
from workflow_app.policy.office_words import OWN_WORDS, read_word
from workflow_app.policy.refusals import AlreadyDone, NotAllowed
from workflow_app.queries.law.leading import units_led


def set_office_words(unit_id: int, name: str, typed: str, *, by: Account, at: datetime) -> OfficeWords:
    """Append the change and put it in force, for papers issued from now on. Raises NotAllowed for who does not lead the unit,
    NotUnderstood for words that do not fit, AlreadyDone when they say so already. Whether they fit the page is asked before."""
    words = may_set(unit_id, name, typed, by=by, at=at)
    with transaction.atomic():
        stream = held_stream()
        unit = Unit.objects.select_for_update().get(pk=unit_id)
        before = getattr(unit, name)
        if before == words:
            raise AlreadyDone(f"{OWN_WORDS[name].label}现在就是这样写的，没有改动。")
        row = OfficeWords.objects.create(unit=unit, name=name, before=before, words=words, by=by, at=at)
        setattr(unit, name, words)
        unit.save(update_fields=[name])
        body = {"unit": unit.pk, "name": name, "before": before, "words": words}
        record(stream, "set_office_words", by=by, at=at, body=body)
        return row


def may_set(unit_id: int, name: str, typed: str, *, by: Account, at: datetime) -> str:
    """The words as they would be kept, when this person may set them; refusals as above."""
    if unit_id not in units_led(by, localtime(at).date()):
        raise NotAllowed("文书上的联系方式和附注由本单位负责人修改，您不是这个单位的负责人。")
    return read_word(name, typed)
