"""A form is acted on once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from workflow_app.models import Account, FormToken
from workflow_app.models.chain import personal_digest
from workflow_app.policy.refusals import AlreadyDone

KEPT = timedelta(days=7)  # longer than any page stays open and any click is repeated


def once(
    token: UUID, act: str, body: Any, do: Callable[[], dict[str, Any]], *, by: Account | None, at: datetime
) -> dict[str, Any]:
    """Do it and keep the answer, in one transaction; the same token and body again gets the kept answer.

    `by` None is the public. Raises AlreadyDone when the token was used for something else. A refusal keeps nothing, so the person can correct and
    send the same form again.
    """
    digest = personal_digest(body)  # people type names and numbers: an unkeyed digest could be guessed back
    with transaction.atomic():
        fresh = FormToken(token=token, account=by, act=act, body=digest, answer={}, at=at)
        FormToken.objects.bulk_create([fresh], ignore_conflicts=True)
        kept = FormToken.objects.select_for_update().get(token=token)
        if kept.answer:
            return _again(kept, act, digest, by)
        kept.answer = do() or {"done": True}
        kept.save(update_fields=["answer"])
        return kept.answer


def forget_forms(*, at: datetime) -> int:
    """Throw away the tokens of forms sent longer ago than `KEPT`; answers how many."""
    return FormToken.objects.filter(at__lt=at - KEPT).delete()[0]


def _again(kept: FormToken, act: str, digest: str, by: Account | None) -> dict[str, Any]:
    if (kept.act, kept.body, kept.account_id) != (act, digest, by.pk if by else None):
        raise AlreadyDone("这张表单已经提交过，内容与上次不同，未作处理。请刷新页面后再办理。")
    return kept.answer
