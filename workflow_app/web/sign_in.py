"""Sign in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.web import rate
from workflow_app.web.refused import back_to

ATTEMPTS, WINDOW = 8, 15 * 60


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page, and what it posts."""
    if request.method != "POST":
        return redirect("home") if request.user.is_authenticated else _page(request)
    back_to(request, lambda refusal: _page(request, refusal))
    name = request.POST.get("username", "").strip()
    who = f"{rate.address_of(request)}:{name}"
    rate.attempt("sign_in", who, most=ATTEMPTS, seconds=WINDOW)
    account = authenticate(request, username=name, password=request.POST.get("password", ""))
    if account is None:
        raise NotUnderstood("用户名或密码不对，请核对后再试。忘记密码请到综合窗口凭证件重设。")
    rate.forget("sign_in", who)
    login(request, account)
    return redirect(_next(request))


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
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else otherwise
