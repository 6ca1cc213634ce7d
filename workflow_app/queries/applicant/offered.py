"""Words offered for a question, never demanded: one's own cases to rest on, the names on a list of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localtime

from forms.questionnaire import Section
from forms.rendering import Offered
from workflow_app.clock.spoken import spoken
from workflow_app.models import Account, Case, CaseState
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.refusals import NotInForce
from workflow_app.queries.law.published import newest_edition
from workflow_app.queries.scope import parties_of

IN_FORCE = (CaseState.APPROVED, CaseState.CLOSED)
PARENTS_OFFERED = 50


def offered(section: Section, item: Item, procedure: Procedure, account: Account, on: date) -> dict[str, Offered]:
    """{question: (value, what it is)} for the questions of one page that have something to offer."""
    names = [field.name for field in section.fields]
    found = {
        name: tuple(_on_list(item.slug, procedure.suggests[name], on)) for name in names if name in procedure.suggests
    }
    if procedure.parent_question in names:
        found[procedure.parent_question] = tuple(
            (case.number, _told(case)) for case in parents_of(item.slug, procedure, account, on)
        )
    return found


def parents_of(item: str, procedure: Procedure, account: Account, on: date) -> list[Case]:
    """The cases in force of one's own parties that this procedure may rest on, newest first."""
    if not procedure.parent:
        return []
    mine = Case.objects.filter(item=item, procedure=procedure.parent, applicant__in=parties_of(account, on))
    return list(mine.filter(state__in=IN_FORCE).order_by("-pk")[:PARENTS_OFFERED])


def _told(case: Case) -> str:
    decided = f"，{spoken(localtime(case.decided_at).date())}通过" if case.decided_at else ""
    return f"{case.summary}{decided}"


def _on_list(item: str, key: str, on: date) -> Iterator[tuple[str, str]]:
    try:
        value = newest_edition(item).on(on).table(key)
    except NotInForce:
        return
    yield from ((name, "") for name in value.names)
