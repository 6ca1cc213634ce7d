"""Data of a public notice: the same on the page and on the paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localtime

from forms.identity import mask_id
from workflow_app.models import Claim, Notice, NoticeLine
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of, yuan_text
from workflow_app.queries.papers.head import basis, counted, limit_mark, marks, of_organ, with_estimates


def public_notice(notice: Notice, at: datetime) -> dict[str, Any]:
    """第×批公示: basis, standards, masked lines, total, period, how to object."""
    today = localtime(at).date()
    rows = list(standing_lines(notice))
    lines = [shown_line(row) for row in rows]
    said = of_organ(notice.unit, today) | {
        "batch": str(notice),
        "item": catalogue.item(notice.item).title_on(today),
        "basis": basis(notice.item),
        "standards": standards(lines),
        "townships": any(line["township"] for line in lines),
        "organisations": len({line["organisation"] for line in lines}),
        "count": len(lines),
        **counted([row.claim for row in rows]),
        "total_fen": sum(line["fen"] for line in lines),
        "lines": lines,
        "period": {
            "since": notice.opened_on.isoformat(),
            "until": notice.ends_on.isoformat(),
            "working_days": notice.days,
            "unit": notice.days_unit,
            "standing": notice.days_standing,
        },
        "objection": {
            "phone": notice.unit.phone,
            "address": notice.unit.address,
            "url": f"{settings.PUBLIC_ADDRESS}/notices/{notice.pk}",
        },
        "marks": [
            *filter(None, [limit_mark("公示天数", notice.days_standing)]),
            *marks(line["standing"] for line in lines),
        ],
    }
    return with_estimates(said, said["period"]["until"])


def standing_lines(notice: Notice) -> QuerySet[NoticeLine]:
    """The rows of every line that stands on the notice, in their order, with all that is shown of them."""
    rows = notice.lines.exclude(state=NoticeLine.State.VOID)
    return rows.select_related("claim__case__applicant").defer("claim__beneficiary").order_by("ordinal")


def shown_line(row: NoticeLine) -> dict[str, Any]:
    """Name, township, last four; never a whole number, an account or a phone."""
    name, township, tail = row.shown.split("|")
    return {
        "ordinal": row.ordinal,
        "name": name,
        "township": township,
        "last_four": tail,
        "subject": row.claim.caption,
        "organisation": row.claim.case.applicant.name,
        "fen": fen_of(row.amount),
        "standing": row.standing,
    }


def shown_to_public(claim: Claim) -> str:
    """What a line shows of a person: name, township, the last four of the number; never more."""
    who = claim.beneficiary
    township = (who.get("township") or "").replace("|", " ")  # it parts the three
    return "|".join((who["name"], township, mask_id(who["number"])[-4:]))


def standards(lines: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """What each kind of line is worth, once."""
    kinds = {(line["subject"], line["fen"], line["standing"]) for line in lines}
    return [
        {"caption": subject, "amount": f"每人{yuan_text(fen)}元", "standing": standing}
        for subject, fen, standing in sorted(kinds)
    ]
