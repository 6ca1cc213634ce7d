"""Publish a policy: a text once, for good; cases keep the edition they were filed under."""

import pytest
from django.db import connection

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import FILED, ITEM, case_at, own_claim, own_claim_draft
from workflow_app.commands.publish_policy import publish_policy
from workflow_app.commands.submit import submit
from workflow_app.models import PublishedEdition, triggers
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.edition import Edition
from workflow_app.policy.refusals import AlreadyDone, NotInForce

LATER = moment("2026-04-08 09:00")


def dearer() -> Edition:
    text = catalogue.item(ITEM).policy_path.read_text(encoding="utf-8")
    return Edition.read(text.replace('"1000.00"', '"1234.00"'), ITEM)


def test_a_changed_text_is_the_next_edition() -> None:
    row = publish_policy(dearer(), by=who(cast.BUREAU_HEAD), at=LATER)
    assert (row.ordinal, row.by, row.published_at) == (2, who(cast.BUREAU_HEAD), LATER)
    act = record.last(f"policy:{ITEM}")
    assert (act.verb, act.body) == ("publish_policy", {"ordinal": 2, "sha256": row.sha256})


def test_the_same_text_is_published_once() -> None:
    with pytest.raises(AlreadyDone, match="已于 2026-01-05 作为第1版发布"):
        publish_policy(catalogue.item(ITEM).edition_in_folder(), by=None, at=LATER)
    assert PublishedEdition.objects.filter(item=ITEM).count() == 1


def test_a_case_keeps_the_edition_it_was_filed_under() -> None:
    before = own_claim()
    publish_policy(dearer(), by=None, at=LATER)
    after = own_claim(902, cast.OTHER_TRAINEE, at=LATER)
    assert (before.edition.ordinal, after.edition.ordinal) == (1, 2)
    assert (case_at("handle", before).amount, after.amount) == (1_000, 1_234)
    assert edition_of(before).sha256 != edition_of(after).sha256


@pytest.mark.tampered
def test_without_a_published_policy_nothing_is_filed() -> None:
    draft = own_claim_draft()
    triggers.lift(connection)
    PublishedEdition.objects.all().delete()
    with pytest.raises(NotInForce, match="还没有发布政策文本"):
        submit(draft.pk, by=who(cast.TRAINEE), at=FILED)
