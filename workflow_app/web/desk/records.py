"""备案在案: cases in force that pay nothing themselves and are looked at on the spot."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from workflow_app.queries.desk.in_force import in_force_cases
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def records(request: SignedIn) -> HttpResponse:
    """The list, newest first, with how often each was looked at."""
    rows, following = in_force_cases(place_of(request), first_row(request, "before", otherwise=0))
    return show(request, "desk/records.html", "desk_records", {"rows": rows, "following": following})
