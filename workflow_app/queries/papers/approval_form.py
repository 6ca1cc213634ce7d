"""Data of the 审批表: every word the offices said on a case, in order, each with what its signer had before them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.models import Action, Case, Opinion
from workflow_app.policy.money import fen_of
from workflow_app.queries.papers.head import of_case

KIND = "approval_form"
HEAD = 16  # digits of a digest that are printed


def form_is_due(case: Case) -> bool:
    """Whether an office said a word that no 审批表 of the case holds yet. A case that ended before anybody looked at it has none."""
    newest = case.papers.filter(kind=KIND).order_by("-pk").values_list("issued_at", flat=True).first()
    since = Q(at__gt=newest) if newest else Q()
    return _said(case).filter(since).exists()


def approval_form(case: Case, at: datetime) -> dict[str, Any]:
    """The words of the applicant's own seats are not among them: theirs are filings."""
    taken = Action.objects.filter(stream=case.stream_id, verb="take_back").values_list("body", "at")
    back = {body["seat"]: _moment(when) for body, when in taken}
    words = _said(case).select_related("seat__round", "by", "in_place_of").order_by("pk")
    return of_case(case, at) | {
        "outcome": case.state_word,
        "amount_fen": fen_of(case.amount),
        "opinions": list(_told(words.iterator(), back)),
    }


def _said(case: Case) -> Any:
    return Opinion.objects.filter(seat__round__case=case, seat__desk__isnull=False)


def _told(words: Iterator[Opinion], back: dict[int, str]) -> Iterator[dict[str, Any]]:
    for word in words:
        names = word.shown.get("names", {})
        yield {
            "step": word.seat.round.title,
            "seat": word.seat.title,
            "by": names.get("by") or word.by.name,
            "in_place_of": names.get("in_place_of") or (word.in_place_of.name if word.in_place_of else ""),
            "stance": Stance(word.stance).label,
            "words": word.words,
            "at": _moment(word.at),
            "taken_back": back.get(word.seat_id, ""),
            "links": word.shown["links"],
            "head": word.shown["chain"][:HEAD],
        }


def _moment(at: datetime) -> str:
    return localtime(at).replace(tzinfo=None).isoformat(timespec="minutes")
