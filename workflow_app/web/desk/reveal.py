"""查看证件号: a whole identity number, after a reason was recorded."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from workflow_app.commands.reveal import LONGEST_REASON, plain_number
from workflow_app.commands.reveal import reveal as reveal_number
from workflow_app.moment import now
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.desk.case_file import CaseFile
from workflow_app.web.desk.case import opened
from workflow_app.web.form_token import act_once
from workflow_app.web.place import show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def reveal(request: SignedIn, number: str, line: int) -> HttpResponse:
    """Asks why; answers once with the number. The number is never kept with the form."""
    file = opened(request, number)
    if request.method != "POST":
        return _page(request, file, line)
    reason = request.POST.get("reason", "").strip()
    back_to(request, lambda refusal: _page(request, file, line, refusal=refusal, reason=reason))
    at = now()

    def do() -> dict[str, int]:
        reveal_number(file.case.pk, line, reason, by=request.user, at=at)
        return {"line": line}

    act_once(request, "reveal", [number, line, reason], do, at=at)
    return _page(request, file, line, plain=plain_number(file.case, line))


def _page(
    request: SignedIn,
    file: CaseFile,
    line: int,
    *,
    refusal: Refusal | None = None,
    reason: str = "",
    plain: str = "",
) -> HttpResponse:
    said = {"case": file.case, "line": line, "refusal": refusal, "reason": reason, "plain": plain}
    return show(request, "desk/reveal.html", "", said | {"longest": LONGEST_REASON})
