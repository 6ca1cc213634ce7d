"""贷款台账: the loans a bank, a guarantee institution or a bureau's loan office watches."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from processes.loans.queries.watched import counts, page_of
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def desk_loans(request: SignedIn) -> HttpResponse:
    """The list, newest first, all of them or those in one state."""
    place, state = place_of(request), request.GET.get("state", "")
    rows, following = page_of(place, state, first_row(request, "before", otherwise=0))
    said = {"rows": rows, "following": following, "counts": counts(place), "state": state}
    return show(request, "loans/desk_loans.html", "desk_loans", said)
