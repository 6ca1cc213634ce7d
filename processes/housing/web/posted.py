"""What an officer typed on a screen of housing, read or refused with a sentence."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Model
from django.utils.timezone import get_current_timezone

from processes.columns import bounded, fits
from workflow_app.models import Account
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.web.who import SignedIn

LONGEST = 200
LARGEST = 10**7
DIGITS = 9  # what the narrowest column of whole numbers holds
YEARS = 2000, 2099  # a slipped year is told before anything reckons with it
FIGURE = re.compile(r"[0-9]+(\.[0-9]{1,2})?")


def text(request: SignedIn, name: str) -> str:
    """What was typed, without space around it or invisible marks; a sentence for what no line could hold or paper print."""
    return bounded(str(request.POST.get(name, "")), LONGEST, "填写的内容")


def words(request: SignedIn, name: str, model: type[Model]) -> str:
    """What the column of that name may keep."""
    return fits(model, name, text(request, name))


def day(request: SignedIn, name: str, called: str) -> date:
    try:
        found = date.fromisoformat(text(request, name))
    except ValueError:
        raise NotUnderstood(f"{called}没有看懂，请写成“2026-03-16”的样子。") from None
    _of_our_time(found, called)
    return found


def moment(request: SignedIn, name: str, called: str) -> datetime:
    """A day and a time in Shanghai."""
    try:
        found = datetime.fromisoformat(text(request, name))
    except ValueError:
        raise NotUnderstood(f"{called}没有看懂，请写成“2026-03-16 21:15”的样子。") from None
    if found.tzinfo is not None:
        raise NotUnderstood(f"{called}一律按北京时间，请不要写时区，写成“2026-03-16 21:15”的样子。")
    _of_our_time(found, called)
    return found.replace(tzinfo=get_current_timezone())


def _of_our_time(found: date, called: str) -> None:
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise NotUnderstood(f"{called}应当在{YEARS[0]}年到{YEARS[1]}年之间，请核对年份。")


def whole(request: SignedIn, name: str, called: str) -> int:
    return _whole(text(request, name), called)


def wholes(request: SignedIn, name: str, called: str) -> list[int]:
    """Everything ticked under one name."""
    return [_whole(each, called) for each in request.POST.getlist(name)]


def _whole(typed: str, called: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS):
        raise NotUnderstood(f"{called}请填整数，最多{DIGITS}位。")
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
