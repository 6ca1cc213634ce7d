"""Sign in and out."""

from __future__ import annotations

from datetime import datetime, timedelta
from unicodedata import normalize

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from workflow_app.commands.count_attempt import count_attempt, forget_attempts, refuse_if_spent
from workflow_app.models import Account
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.web.own_address import own_path
from workflow_app.web.rate import address_of
from workflow_app.web.refused import back_to

ATTEMPTS = 8  # of one name, wherever they come from
FAILURES = 60  # of one address, whatever the names: an office has many people behind one
WINDOW = timedelta(minutes=15)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page, and what it posts."""
    if request.method != "POST":
        return redirect("home") if request.user.is_authenticated else _page(request)
    back_to(request, lambda refusal: _page(request, refusal))
    name = request.POST.get("username", "").strip()
    login(request, _known(request, name, now()))
    return redirect(_next(request))


def _known(request: HttpRequest, name: str, at: datetime) -> Account:
    """Who it is. Counted before the password is looked at, and alike whether there is such a name or not: beyond the limit
    the right password is refused too, so that nobody learns which it was."""
    who, address = normalize("NFKC", name).casefold(), address_of(request)
    refuse_if_spent("sign_in_from", address, most=FAILURES, at=at)
    count_attempt("sign_in", who, most=ATTEMPTS, within=WINDOW, at=at)
    account = authenticate(request, username=name, password=request.POST.get("password", ""))
    if account is None:
        count_attempt("sign_in_from", address, most=FAILURES, within=WINDOW, at=at)
        raise NotUnderstood("用户名或密码不对，请核对后再试。忘记密码请到综合窗口凭证件重设。")
    forget_attempts("sign_in", who)
    return account


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; the front page follows."""
    logout(request)
    return redirect("home")


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    said = {"refusal": refusal, "username": request.POST.get("username", ""), "next": _next(request, otherwise="")}
    return render(request, "frame/sign_in.html", said)


def _next(request: HttpRequest, otherwise: str = settings.LOGIN_REDIRECT_URL) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return own_path(request, wanted) or otherwise
