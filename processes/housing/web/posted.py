"""What an officer typed on a screen of housing, read or refused with a sentence."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import get_current_timezone

from workflow_app.models import Account
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.web.who import SignedIn

LONGEST = 200
LARGEST = 10**7
FIGURE = re.compile(r"[0-9]+(\.[0-9]{1,2})?")


def text(request: SignedIn, name: str) -> str:
    """What was typed, without space around it."""
    return str(request.POST.get(name, "")).strip()[:LONGEST]


def day(request: SignedIn, name: str, called: str) -> date:
    try:
        return date.fromisoformat(text(request, name))
    except ValueError:
        raise NotUnderstood(f"{called}没有看懂，请写成“2026-03-16”的样子。") from None


def moment(request: SignedIn, name: str, called: str) -> datetime:
    """A day and a time in Shanghai."""
    try:
        return datetime.fromisoformat(text(request, name)).replace(tzinfo=get_current_timezone())
    except ValueError:
        raise NotUnderstood(f"{called}没有看懂，请写成“2026-03-16 21:15”的样子。") from None


def whole(request: SignedIn, name: str, called: str) -> int:
    typed = text(request, name)
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 6):
        raise NotUnderstood(f"{called}请填整数。")
    return int(typed)


def figure(request: SignedIn, name: str, called: str) -> Decimal:
    """A plain figure with at most two decimals: digits as they stand on the keyboard, no exponent, no sign."""
    typed = text(request, name)
    if not FIGURE.fullmatch(typed):
        raise NotUnderstood(f"{called}没有看懂，请写成 45.00 的样子，最多两位小数。")
    found = Decimal(typed)
    if found > LARGEST:
        raise NotUnderstood(f"{called}太大了，请核对。")
    return found


def account(request: SignedIn, name: str, called: str) -> Account:
    """Somebody by user name."""
    found = Account.objects.filter(username=text(request, name)).first()
    if found is None:
        raise NotUnderstood(f"没有找到{called}的账号，请核对用户名。")
    return found
