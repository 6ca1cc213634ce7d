"""Publish an edition of an item's policy, for good."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.record import record
from workflow_app.models import Account, PublishedEdition, Stream
from workflow_app.policy.edition import Edition
from workflow_app.policy.refusals import AlreadyDone


def publish_policy(edition: Edition, *, by: Account | None, at: datetime) -> PublishedEdition:
    """Store the text with its digest. Raises AlreadyDone when this very text is published already."""
    with transaction.atomic():
        Stream.objects.get_or_create(key=f"policy:{edition.slug}")
        stream = Stream.objects.select_for_update().get(key=f"policy:{edition.slug}")
        same = PublishedEdition.objects.filter(item=edition.slug, sha256=edition.sha256).first()
        if same:
            raise AlreadyDone(
                f"这份政策文本已于 {localtime(same.published_at):%Y-%m-%d} 作为第{same.ordinal}版发布，没有新的内容可以发布。"
            )
        ordinal = PublishedEdition.objects.filter(item=edition.slug).count() + 1
        row = PublishedEdition.objects.create(
            item=edition.slug, ordinal=ordinal, text=edition.text, sha256=edition.sha256, published_at=at, by=by
        )
        record(stream, "publish_policy", by=by, at=at, body={"ordinal": ordinal, "sha256": edition.sha256})
        return row
