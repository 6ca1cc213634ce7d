"""How a case stands, for whoever holds its number and its query code."""

from __future__ import annotations

from datetime import date
from unicodedata import normalize

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.models import Case
from workflow_app.models.chain import same
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.applicant.case_view import CaseView

NO_SUCH_PAIR = "编号和查询码对不上，没有查到。请对照回执核对后再查。"


def progress(number: str, code: str, on: date, calendar: WorkingCalendar) -> CaseView:
    """The case's view, for its stages only. One answer for a wrong number and for a wrong code."""
    cases = Case.objects.select_related("applicant", "unit", "edition")
    case = cases.filter(number=_typed(number)).first()
    told = _typed(code).upper()
    if not same(case.query_code if case else "", told) or case is None:
        raise NotFound(NO_SUCH_PAIR)
    return CaseView(case, on, calendar)


def _typed(said: str) -> str:
    """Letters and digits as they are meant: a Chinese input method may write them full width."""
    return normalize("NFKC", said).strip()
