"""Who may look at a group of screens at all. What each person sees there is the scope's business."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from workflow_app.models import Account
from workflow_app.policy.refusals import NotAllowed
from workflow_app.queries.workplace import Workplace
from workflow_app.web.own_address import page_before

View = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """A request of somebody who signed in: what a view behind `for_applicants` or `for_officers` is given."""

    user: Account
    workplace: Workplace  # kept by `place_of` for the rest of the request


def for_applicants(view: View) -> View:
    """Signed in, and not as an officer; a stranger is asked to sign in first."""

    @wraps(view)
    def guarded(request: SignedIn, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        if request.user.is_officer:
            raise NotAllowed("这是申请人的页面。工作人员请到工作台办理，或者换用申请人账号登录。")
        return view(request, *args, **kwargs)

    return guarded


def for_officers(view: View) -> View:
    """Signed in as an officer."""

    @wraps(view)
    def guarded(request: SignedIn, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        if not request.user.is_officer:
            raise NotAllowed("这是工作人员的页面，您的账号不能打开。您的办件在“我的申报”里。")
        return view(request, *args, **kwargs)

    return guarded


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """An act cannot be repeated by following an address: who wanted to act comes back to the page they acted on."""
    looks = request.method in ("GET", "HEAD")
    return redirect_to_login(request.get_full_path() if looks else page_before(request) or "/")
