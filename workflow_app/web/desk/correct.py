"""更正填报内容: choose one answer, type what it should say and on which ground."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms.posted import posted_values
from forms.questionnaire import Section
from forms.rendering import shown_fields
from workflow_app.commands.correct_fact import Spot, correct_fact
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.queries.desk.case_file import CaseFile
from workflow_app.queries.law.correcting import Place, correctable_lists, correctable_questions, place_in
from workflow_app.web.desk.case import opened
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 500


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def correct(request: SignedIn, number: str) -> HttpResponse:
    """The list of what can be corrected; with `question` the form for one; posted, the act."""
    file = opened(request, number)
    given = request.POST if request.method == "POST" else request.GET
    spot = Spot(given.get("question", ""), number_in(given.get("line", "")) or 0, given.get("column", ""))
    place = _place(file, spot)
    if request.method != "POST" or place is None:
        return _page(request, file, place)
    back_to(request, lambda refusal: _page(request, file, place, refusal))
    raw = posted_values(_section(place), dict(request.POST.lists())).get(place.field.name)
    words, at = request.POST.get("words", "").strip()[:LONGEST], now()

    def do() -> dict[str, int]:
        return {"correction": correct_fact(file.case.pk, spot, raw, words, by=request.user, at=at).pk}

    act_once(request, "correct_fact", [number, spot.question, spot.line, spot.column, raw, words], do, at=at)
    messages.success(request, _("已更正，审查结论已重新核对。"))
    return redirect("desk_case", number)


def _place(file: CaseFile, spot: Spot) -> Place | None:
    if not spot.question:
        return None
    place = place_in(file.case, file.filings[0].answers, spot.question, spot.line, spot.column)
    if place is None:
        raise NotFound("没有这一项，或者这一项不能更正；请返回重新选择。")
    return place


def _section(place: Place) -> Section:
    return Section("correct", place.label, (place.field,))


def _page(request: SignedIn, file: CaseFile, place: Place | None, refusal: Refusal | None = None) -> HttpResponse:
    filed = file.filings[0].answers
    typed = posted_values(_section(place), dict(request.POST.lists())) if place and request.method == "POST" else {}
    said = {
        "file": file,
        "case": file.case,
        "place": place,
        "now": place.field.show(place.field.from_json(_stored(place, filed))) if place and place.before else "",
        "fields": list(shown_fields(_section(place), typed, ())) if place else [],
        "questions": correctable_questions(file.case, filed),
        "lists": correctable_lists(file.case, filed),
        "words": request.POST.get("words", ""),
        "refusal": refusal,
    }
    return show(request, "desk/correct.html", "desk", said)


def _stored(place: Place, filed: dict[str, object]) -> object:
    if not place.column:
        return filed.get(place.question)
    rows = filed.get(place.question)
    assert isinstance(rows, list)
    return next(row.get(place.column) for row in rows if row["line"] == place.line)
