"""待答复: orders and cards the person's units must answer in writing."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from workflow_app.queries.desk import supervisions as asked
from workflow_app.queries.newest import newest
from workflow_app.queries.remaining import remaining
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def supervisions(request: SignedIn) -> HttpResponse:
    """What waits on top, what is due first; below it what was answered, newest first."""
    place, before = place_of(request), first_row(request, "before", otherwise=0)
    told, following = newest(asked.answered(place), before)
    waiting = [] if before else asked.unanswered(place)[: asked.MOST_WAITING]
    said = {
        "rows": [(row, remaining(row.due_on, place.on, named=row.by is not None)) for row in waiting],
        "answered": told,
        "following": following,
        "paged": before,
        "most": asked.MOST_WAITING,
    }
    return show(request, "desk/supervisions.html", "desk_supervisions", said)
