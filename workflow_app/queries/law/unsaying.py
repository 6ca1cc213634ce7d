"""Whether a word that decided its step can still be taken back, and if not, why."""

from __future__ import annotations

from django.db.models import Q
from django.utils.timezone import localtime

from workflow_app.flow.arrival import NOTICE, route_of
from workflow_app.models import Action, Case, CaseState, Delegation, IssuedDocument, NoticeLine, Opinion, Round, Seat
from workflow_app.policy import catalogue
from workflow_app.queries.law.meetings import is_minuted
from workflow_app.queries.law.returnable import way_so_far

UNDER_REVIEW = (CaseState.ACCEPTED, CaseState.DECIDING)
# What may happen after a word without anybody having acted on it: looking, and telling others.
HARMLESS = (
    *("reveal", "put_beside", "send_copy", "urge", "expire", "raise_card", "assess", "ask_registers", "recompute"),
    *("post_papers", "letter_returned", "serve", "tell_service", "decline_service", "keep_scan"),
    *("ask_replacement", "decide_replacement", "ask_taking_back", "decide_taking_back"),
)


def why_it_stands(case: Case, word: Opinion) -> str:
    """Why this word, whose round is closed, cannot be unsaid; '' where it can."""
    decided = word.seat.round
    live = Round.objects.filter(case=case, state="open").order_by("-pk").first()
    latest = Round.objects.filter(case=case, closed_at__isnull=False).order_by("-closed_at", "-pk").first()
    if live is None or case.state not in UNDER_REVIEW:
        return f"办件 {case.number} 现在是“{case.state_word}”，您的意见不能再收回。"
    if latest != decided or decided.seats.filter(removed_at__isnull=True, opinion__pk__gt=word.pk).exists():
        return "您的意见之后还有别的环节或席位签署，不能再收回。"
    step = route_of(case).steps.get(decided.step)
    if step is None or moved_since(case, word):
        return "本件已经改走新版流程，您的意见不能再收回；需要改变的，请由后面的环节退回。"
    if step.legal not in UNDER_REVIEW or is_minuted(case, decided.step):
        return "这一步已经对外产生效力（受理、补正或会议决定），不能收回；需要改变的，请由后面的环节退回。"
    if _left_a_paper(case, decided) or NoticeLine.objects.filter(claim__case=case).exclude(state="void").exists():
        return "这一步已经出具文书或进入公示，不能收回；需要改变的，请由后面的环节退回。"
    if NOTICE in way_so_far(case, decided):
        return "退回时公示已经撤下，不能收回；本件从退回到的环节重新办理，再次公示。"
    return _acted_since(case, word, live)


def moved_since(case: Case, word: Opinion) -> bool:
    """Whether the case follows another version of its route now."""
    moves = Action.objects.filter(stream=case.stream_id, verb="move_to_version")
    return moves.filter(ordinal__gt=word.shown["links"]).exists()


def _left_a_paper(case: Case, decided: Round) -> bool:
    kind = catalogue.procedure(case.item, case.procedure).step_papers.get(decided.step)
    return (
        kind is not None
        and IssuedDocument.objects.filter(case=case, kind=kind, issued_at__gte=decided.closed_at).exists()
    )


def _acted_since(case: Case, word: Opinion, live: Round) -> str:
    taken = Seat.objects.filter(round=live).filter(
        Q(opinion__isnull=False) | Q(holder__isnull=False) | Q(added_by__isnull=False) | Q(removed_at__isnull=False)
    )
    links = word.shown["links"] + 1  # the word itself
    since = Action.objects.filter(stream=case.stream_id, ordinal__gt=links, by__isnull=False).exclude(verb__in=HARMLESS)
    last = since.exclude(by=word.by).select_related("by").order_by("ordinal").first()
    if last is not None and last.by is not None:
        return f"{last.by.name}已于{localtime(last.at):%Y年%-m月%-d日 %H:%M}在您之后办理本件，您的意见不能再收回。"
    if taken.exists() or Delegation.objects.filter(seat__round=live).exists():
        return "后一环节已经有人签收或办理，您的意见不能再收回。"
    return ""
