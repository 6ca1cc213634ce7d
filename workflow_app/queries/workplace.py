"""Where an officer sits on a day: the desks held, and at which units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow_app.approval.duties import EXAMINERS, LEADERS
from workflow_app.models import Account, Desk
from workflow_app.queries.scope import desks_of

HRSS, FINANCE = "hrss", "finance"
WITH_A_WINDOW = frozenset({HRSS, "housing", "street"})  # kinds of offices
ISSUERS = frozenset({"intake", *EXAMINERS, *LEADERS})  # whose offices issue papers


@dataclass(frozen=True, slots=True)
class Workplace:
    """The desks of one person on one day, read once a page."""

    account: Account
    on: date
    desks: tuple[Desk, ...]

    def units(self, *roles: str) -> list[int]:
        """The units where one of these roles is held."""
        return sorted({desk.unit_id for desk in self.desks if desk.role in roles})

    def units_of(self, kind: str) -> list[int]:
        """The units of a kind where any desk is held."""
        return sorted({desk.unit_id for desk in self.desks if desk.unit.kind == kind})

    @property
    def roles(self) -> frozenset[str]:
        """Every role held; what the tabs of the desk depend on."""
        return frozenset(desk.role for desk in self.desks)

    @property
    def ids(self) -> list[int]:
        """The desks' keys."""
        return [desk.pk for desk in self.desks]

    @property
    def handles_cases(self) -> bool:
        """Whether notices and records of a deciding unit are this person's business."""
        return bool(self.units_of(HRSS))

    @property
    def sees_serving(self) -> bool:
        """Whether this person receives, examines or decides cases, or is a colleague of who does: such offices issue papers and serve them,
        and whoever went along says so."""
        return self.issues or any(desk.unit.kind in WITH_A_WINDOW for desk in self.desks)

    @property
    def issues(self) -> bool:
        """Whether this person receives, examines or decides cases."""
        return bool(self.roles & ISSUERS)

    @property
    def handles_money(self) -> bool:
        """Whether the payment screens are this person's business."""
        return bool(self.units_of(FINANCE))


def workplace(account: Account, on: date) -> Workplace:
    """The person's desks with their units, in one statement."""
    return Workplace(account, on, tuple(desks_of(account, on).select_related("unit").order_by("pk")))
