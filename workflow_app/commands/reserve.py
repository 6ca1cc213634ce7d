"""Set money aside for determined claims, pay it out, give it back: from the indicators of the item, each tier its share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q
from django.utils.timezone import localtime

from workflow_app.commands.post import Line, post, post_lines
from workflow_app.models import Appropriation, Case, Claim, Ledger, Posting
from workflow_app.models.money import AVAILABLE, left_on
from workflow_app.policy.money import apportioned, shared
from workflow_app.policy.refusals import BudgetExhausted, NotPossibleNow
from workflow_app.queries.finance.recoverable import CENT
from workflow_app.queries.finance.set_aside import indicators

Shares = Mapping[str, Fraction]  # tier → its part; empty: whichever indicator has room


def reserve(case: Case, claims: Sequence[Claim], shares: Shares | None = None, *, at: datetime) -> dict[str, Decimal]:
    """Move the sum from available to reserved in one guarded statement a share; answers {indicator: yuan}.

    Raises BudgetExhausted with the sum and what is left: approval is refused, never paid on credit.
    """
    year, taken = localtime(at).year, defaultdict[str, Decimal](Decimal)
    fitting = list(indicators(case.unit.region, case.item, year))
    for tier, lines in _split(claims, shares or {}).items():
        source = next((row for row in fitting if _takes(row, tier, lines, at)), None)
        if source is None:
            raise _exhausted(year, tier, lines, fitting)
        taken[source.indicator] += sum((amount for _, amount in lines), Decimal(0))
    return dict(taken)


def give_back(claim: Claim, *, at: datetime) -> Decimal:
    """Move what is set aside for a claim back to where it was taken from; answers how much, in yuan."""
    rows = standing([claim])
    for indicator, lines in rows.items():
        post_lines(indicator, Ledger.RESERVED, Ledger.AVAILABLE, lines, at=at)
    return sum((amount for lines in rows.values() for _, amount in lines), Decimal(0))


def pay_out(lines: Sequence[tuple[Claim, Decimal]], *, at: datetime) -> None:
    """Move what is set aside for claims to paid, so many yuan of each, from where it was set aside. Two statements an indicator and
    one more. Raises NotPossibleNow where less is set aside: never posts a part of what was paid."""
    claims, paid = {claim.pk: claim for claim, _ in lines}, defaultdict[int, Decimal](Decimal)
    for each, yuan in lines:
        paid[each.pk] += yuan
    room = defaultdict[int, dict[int, Decimal]](dict)
    for indicator, stood in standing(list(claims.values())).items():
        for claim, left in stood:
            room[claim.pk][indicator] = left
    parts = defaultdict[int, list[Line]](list)
    for key, yuan_of in paid.items():
        places = room[key]
        if sum(places.values(), Decimal(0)) < yuan_of:
            raise NotPossibleNow(
                f"第{claims[key].ordinal}行支付 {yuan_of:,.2f} 元，为它预留的不够，没有入账。请系统管理员运行稽核，查明以后再导入。"
            )
        for indicator, yuan in apportioned(yuan_of, places).items():
            parts[indicator].append((claims[key], yuan))
    for indicator in sorted(parts):
        post_lines(indicator, Ledger.RESERVED, Ledger.PAID, parts[indicator], at=at)


def standing(claims: Sequence[Claim], account: Ledger = Ledger.RESERVED) -> dict[int, list[tuple[Claim, Decimal]]]:
    """{indicator: [(claim, yuan)]} of what stands on an account for these claims. One statement."""
    postings = Posting.objects.filter(Q(source=account) | Q(target=account), claim__in=[claim.pk for claim in claims])
    rows = postings.order_by().values_list("appropriation", "claim").annotate(left=left_on(account))
    rows = rows.order_by("appropriation", "claim")
    known, found = {claim.pk: claim for claim in claims}, defaultdict(list)
    for indicator, claim, left in rows:
        if (whole := left.quantize(CENT)) > 0:  # SQLite adds up with a speck of dust
            found[indicator].append((known[claim], whole))
    return dict(found)


def _split(claims: Sequence[Claim], shares: Shares) -> dict[str, list[Line]]:
    """Each claim by tier, to the fen; what does not divide goes to the first tier."""
    if not shares:
        return {"": [(claim, claim.amount) for claim in claims]}
    split: dict[str, list[Line]] = defaultdict(list)
    for claim in claims:
        for tier, amount in shared(claim.amount, shares).items():
            if amount:
                split[tier].append((claim, amount))
    return dict(split)


def _takes(row: Appropriation, tier: str, lines: Sequence[Line], at: datetime) -> bool:
    return tier in ("", row.tier) and post(row.pk, Ledger.AVAILABLE, Ledger.RESERVED, lines, at=at)


def _exhausted(year: int, tier: str, lines: Sequence[Line], fitting: Sequence[Appropriation]) -> BudgetExhausted:
    total = sum((amount for _, amount in lines), Decimal(0))
    room = Appropriation.objects.filter(pk__in=[row.pk for row in fitting if tier in ("", row.tier)])
    left = max(room.annotate(room=AVAILABLE).values_list("room", flat=True), default=Decimal(0))
    whose = f"{tier}承担的部分" if tier else "本次"
    return BudgetExhausted(
        f"{year}年度本项资金指标不足：{whose}需要 {total:,.2f} 元，可用余额 {left:,.2f} 元。本件排队等待资金，财政部门下达或追加指标以后，请再核定。"
    )
