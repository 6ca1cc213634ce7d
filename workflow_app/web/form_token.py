"""One rendered form acts once: its token is in `{% form_token %}`, its answer kept by the house."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from workflow_app.commands.once import once
from workflow_app.policy.refusals import NotUnderstood

FIELD = "form_token"


def posted_token(request: HttpRequest) -> UUID:
    """The token of the posted form. NotUnderstood when it is missing or no token: the page was not ours."""
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        raise NotUnderstood("这张表单不完整，没有处理。请返回上一页刷新后重新提交。") from None


def act_once(
    request: HttpRequest, act: str, body: Any, do: Callable[[], dict[str, Any]], *, at: datetime
) -> dict[str, Any]:
    """Do it once for this form, in one transaction. A double click gets the first answer; a refusal keeps nothing.

    `body` is what was posted (JSON), so that the same token with other words is refused. Never look up beforehand what
    the act takes away (a draft): the second click must come here too.
    """
    by = request.user if request.user.is_authenticated else None
    return once(posted_token(request), act, body, do, by=by, at=at)
