"""The four ways a subsidy was reckoned, each for the loans disbursed while it was in force. Which that is, policy says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from processes.loans.calculation.interest import rate_text
from processes.loans.calculation.periods import Period
from processes.loans.calculation.terms import Terms
from workflow_app.clock.months import add_months

MONTHS_OF_YEAR = 12


class Regime(StrEnum):
    """R0 falls year by year; R1 leaves the borrower what lies below LPR less a deduction; R1H pays all; R2 a part."""

    R0 = "R0"
    R1 = "R1"
    R1H = "R1H"
    R2 = "R2"


@dataclass(frozen=True, slots=True)
class Rule:
    """A regime and its figures: `thirds` paid in each year of an R0 loan, the `deduction` from LPR of R1, the `part` of R2."""

    regime: Regime
    thirds: tuple[int, ...] = ()
    deduction: Decimal = Decimal(0)
    part: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Share:
    """What is subsidised in a period: the `rate` to reckon with, and what follows the division (` × 2 ÷ 3`), as text."""

    period: Period
    rate: str
    after: str = ""


def shares(terms: Terms, rule: Rule, periods: Iterable[Period]) -> tuple[Share, ...]:
    """The periods with their shares; a period that crosses the day a year of the loan ends becomes two under R0."""
    if rule.regime is Regime.R0:
        return tuple(share for period in periods for share in _by_year(terms, rule.thirds, period))
    return tuple(Share(period, *_flat(terms, rule)) for period in periods)


def _flat(terms: Terms, rule: Rule) -> tuple[str, str]:
    rate = rate_text(terms.rate)
    if rule.regime is Regime.R1:
        return f"({rate} - max(0, {rate_text(terms.lpr)} - {rate_text(rule.deduction)}))", ""
    if rule.regime is Regime.R2:
        return rate, f" × {_whole_percent(rule.part)}"
    return rate, ""


def _by_year(terms: Terms, thirds: tuple[int, ...], period: Period) -> Iterator[Share]:
    """Years after the last of `thirds` are not subsidised."""
    for year, paid in enumerate(thirds):
        of_year = Period(_anniversary(terms, year), _anniversary(terms, year + 1)).within(period)
        if of_year.days:
            yield Share(of_year, rate_text(terms.rate), "" if paid == 3 else f" × {paid} ÷ 3")


def _anniversary(terms: Terms, year: int) -> date:
    return add_months(terms.disbursed_on, year * MONTHS_OF_YEAR)


def _whole_percent(part: Decimal) -> str:
    return f"{(part * 100).normalize():f}%"
