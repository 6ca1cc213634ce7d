"""Money, days and marks on screens, and the token of a form."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from workflow_app.clock.estimate import MARK, why_estimated
from workflow_app.clock.spoken import spoken
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy.formula import in_words
from workflow_app.policy.money import FEN_PER_YUAN
from workflow_app.policy.standing import Standing

register = template.Library()


@register.filter
def yuan(amount: Decimal) -> str:
    """24000 → 24,000.00."""
    return f"{amount:,.2f}"


@register.filter
def fen(amount: int) -> str:
    """80000 fen → 800.00 (yuan)."""
    return yuan(Decimal(amount) / FEN_PER_YUAN)


@register.filter
def arithmetic(formula: str) -> str:
    """min(1.00, 2.00) → 取较小值(1.00；2.00)."""
    return in_words(formula)


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年11月23日, in Shanghai."""
    if value is None:
        return ""
    return spoken(localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def estimated(value: date | None) -> str:
    """The mark beside a day that was reckoned over a year whose holidays are not published yet; nothing beside any other, or none."""
    why = why_estimated([value], calendar_in_force()) if value else ""
    return render_to_string("parts/mark.html", {"label": MARK, "notice": why, "slug": "estimated"}) if why else ""


@register.filter
def moment(value: datetime | None) -> str:
    """2026年11月23日 10:42."""
    return f"{day(value)} {localtime(value):%H:%M}" if value else ""


@register.filter
def o_clock(value: datetime | None) -> str:
    """10:42."""
    return f"{localtime(value):%H:%M}" if value else ""


@register.filter
def megabytes(size: int) -> str:
    """1.4 MB, 38 KB."""
    return f"{size / 1024 / 1024:.3g} MB" if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KB"


@register.simple_tag
def form_token() -> SafeString:
    """The hidden field that lets this form act once."""
    return format_html('<input type="hidden" name="form_token" value="{}">', uuid4())


@register.inclusion_tag("parts/mark.html")
def mark(standing: str | Standing) -> dict[str, str]:
    """A sign beside a figure nobody enacted here: 示例 or 参照外地; nothing beside an enacted one."""
    found = Standing(standing) if standing else Standing.ENACTED
    return {"label": found.label, "notice": found.notice, "slug": found.value}
