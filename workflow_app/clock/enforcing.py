"""When an order that nobody obeyed may be handed to the court."""

from __future__ import annotations

from datetime import date, timedelta

from workflow_app.clock.months import add_months
from workflow_app.clock.remedies import SUIT_MONTHS

# 《中华人民共和国行政强制法》第五十四条: ten days after the demand was served.
DEMANDED_FOR = timedelta(days=10)
# Working days somebody has at least to pay back from the service of the order: the house's own bound, no rule read fixes one.
PAID_WITHIN = 5
# The same, 第五十三条: once the party neither asked for reconsideration nor sued in time, which takes longest for a suit, and then
# within three months.
COURT_MONTHS = 3
ENFORCING_CITED = "《中华人民共和国行政强制法》第五十三条、第五十四条"


def enforceable(ordered: date, demand_until: date) -> tuple[date, date]:
    """The first and the last day on which the court may be asked. `ordered` is the day the order was served."""
    over = add_months(ordered, SUIT_MONTHS)
    return max(over, demand_until) + timedelta(days=1), add_months(over, COURT_MONTHS)
