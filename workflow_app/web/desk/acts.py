"""办理动作: what can be done with a case besides signing it, on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST, require_safe

from workflow_app.approval.quorum import Beside
from workflow_app.commands.seat.add_seat import add_seat, remove_seat
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.commands.seat.claim import claim, release
from workflow_app.commands.seat.delegate import answer, delegate, recall
from workflow_app.commands.seat.recuse import recuse
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.seat.send_copy import send_copy
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.seat.transfer import transfer
from workflow_app.models import Account
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, NotUnderstood, Refusal
from workflow_app.queries.desk.case_file import CaseFile
from workflow_app.queries.desk.case_possible import Possible
from workflow_app.web.desk.case import opened
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 500  # characters of a reason
Posted = Callable[[SignedIn, CaseFile, str], object]


@require_safe
@for_officers
def acts(request: SignedIn, number: str) -> HttpResponse:
    """The page."""
    return _page(request, opened(request, number))


@require_POST
@for_officers
def act(request: SignedIn, number: str, verb: str) -> HttpResponse:
    """Do one of them; back to the case, or to the list where the case is no longer this person's."""
    if verb not in ACTS:
        raise NotFound("没有这个办理动作，请刷新页面。")
    file, words = opened(request, number), request.POST.get("words", "").strip()[:LONGEST]
    back_to(request, lambda refusal: _page(request, opened(request, number), refusal, verb))
    done, said = ACTS[verb]
    body = [
        number,
        verb,
        sorted((k, v) for k, v in request.POST.lists() if k not in ("csrfmiddlewaretoken", "form_token", "seen")),
    ]

    def do() -> dict[str, Any]:
        done(request, file, words)
        return {"verb": verb}

    act_once(request, f"act_{verb}", body, do, at=now())
    messages.success(request, said)
    return redirect("desk_case", number)


def _page(request: SignedIn, file: CaseFile, refusal: Refusal | None = None, verb: str = "") -> HttpResponse:
    kept = request.POST if request.method == "POST" else {}
    said = {"file": file, "case": file.case, "can": Possible(file), "refusal": refusal, "opened": verb, "kept": kept}
    return show(request, "desk/acts.html", "desk", said)


def _key(request: SignedIn, name: str, what: str) -> int:
    said = number_in(request.POST.get(name, ""))
    if said is None:
        raise NotUnderstood(f"请选择{what}。")
    return said


def _person(request: SignedIn, what: str) -> Account:
    found = Account.objects.filter(pk=_key(request, "to", what), is_officer=True).first()
    if found is None:
        raise NotUnderstood(f"没有找到所选的人，请重新选择{what}。")
    return found


def _people(request: SignedIn) -> list[Account]:
    keys = [number_in(said) for said in request.POST.getlist("to")]
    return list(Account.objects.filter(pk__in=[key for key in keys if key is not None], is_officer=True).order_by("pk"))


def _mine(file: CaseFile) -> int:
    if file.mine is None:
        raise NotUnderstood(file.barred or "本件现在不在您的岗位上，不能这样办理。")
    return file.mine.pk


def _beside(request: SignedIn) -> Beside:
    try:
        return Beside(request.POST.get("how", ""))
    except ValueError:
        raise NotUnderstood("请选择加签在您之前、之后还是一并。") from None


def _seen(request: SignedIn) -> int | None:
    return number_in(request.POST.get("seen", ""))


def _asked_of_me(request: SignedIn, file: CaseFile, words: str) -> object:
    asked = Possible(file).asked_of_me
    return answer(asked.pk if asked else 0, words, by=request.user, at=now())


def _recall(request: SignedIn, file: CaseFile, words: str) -> object:
    lent = Possible(file).lent
    return recall(lent.pk if lent else 0, by=request.user, at=now())


def _points(request: SignedIn, file: CaseFile) -> list[tuple[str, str]]:
    """(section, words) of every row that was filled in."""
    known = {section.slug for section in file.filed}
    rows = zip(request.POST.getlist("section"), request.POST.getlist("point"), strict=False)
    return [(slug if slug in known else "", said.strip()[:LONGEST]) for slug, said in rows if said.strip()]


def _take_back(request: SignedIn, file: CaseFile, words: str) -> object:
    word = Possible(file).word
    if word is None:
        raise NotUnderstood("您在本件上还没有签署过意见，没有可收回的。")
    return take_back(word.seat_id, by=request.user, at=now())


# verb in the address → (what is done with what was posted, what is said when it is done)
ACTS: dict[str, tuple[Posted, Any]] = {
    "claim": (lambda r, f, w: claim(_mine(f), by=r.user, at=now()), later("已签收到您名下。")),
    "release": (lambda r, f, w: release(_mine(f), by=r.user, at=now()), later("已退回岗位，岗位上的人都可以办理。")),
    "transfer": (
        lambda r, f, w: transfer(_mine(f), _person(r, "转给谁"), w, by=r.user, at=now()),
        later("已转办。"),
    ),
    "delegate": (
        lambda r, f, w: delegate(_mine(f), _person(r, "委派谁"), w, by=r.user, at=now()),
        later("已委派，交回后由您签署。"),
    ),
    "answer": (_asked_of_me, later("已交回委派人。")),
    "recall": (_recall, later("已收回委派。")),
    "add": (
        lambda r, f, w: add_seat(_mine(f), _key(r, "desk", "加签的岗位"), _beside(r), w, by=r.user, at=now()),
        later("已加签。"),
    ),
    "remove": (
        lambda r, f, w: remove_seat(_key(r, "seat", "要减签的席位"), by=r.user, at=now()),
        later("已减签。"),
    ),
    "back": (
        lambda r, f, w: send_back(_mine(f), r.POST.get("step", ""), w, seen=_seen(r), by=r.user, at=now()),
        later("已退回。"),
    ),
    "ask": (
        lambda r, f, w: ask_applicant(_mine(f), _points(r, f), by=r.user, at=now()),
        later("已通知申请人补充，补充后回到您这里。"),
    ),
    "take_back": (_take_back, later("已收回您的意见，请重新签署。")),
    "copy": (lambda r, f, w: send_copy(f.case.pk, _people(r), w, by=r.user, at=now()), later("已抄送。")),
    "recuse": (
        lambda r, f, w: recuse(f.case.pk, _person(r, "谁回避"), w, by=r.user, at=now()),
        later("已登记回避。"),
    ),
}
