"""What the budget desk does: money granted, frozen, thawed, transferred, planned, carried or given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db.models import Max
from django.utils.timezone import localtime

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.budget.indicators import OF_THE_COUNTY
from tests.house.money.expected import Pot
from tests.house.money.walk import Rule, Walk, in_yuan
from workflow_app.commands.budget.appropriate import appropriate
from workflow_app.commands.budget.close_year import close_year
from workflow_app.commands.budget.freeze import freeze, thaw
from workflow_app.commands.budget.transfer import transfer
from workflow_app.commands.treasury.agree_plan import agree_plan
from workflow_app.commands.treasury.approve_plan import approve_plan
from workflow_app.commands.treasury.draft_plan import draft_plan
from workflow_app.models import Appropriation
from workflow_app.policy.refusals import BudgetExhausted, NotPossibleNow

MOST = 6  # indicators that are granted besides what is carried
WHY = "示例"


class Indicators(Walk):
    """The moves of the indicators themselves."""

    granted = 0

    def of_the_budget(self) -> dict[str, Rule]:
        """Its rules. A year is not closed before something happened in it."""
        pots, county = self.county.pots, self.county
        open_ones = [name for name, pot in pots.items() if not pot.closed]
        pairs = [(one, other) for one in pots for other in open_ones if one != other]
        over = [name for name in open_ones if self.done.total() > 25 * (pots[name].year - 2025)]
        unplanned = [name for name in open_ones if pots[name].year == self.today.year and self._unplanned(name) > 0]
        return {
            "grant": ([None] if self.granted < MOST else [], self.grant),
            "freeze": ([name for name in pots if county.available(name) or pots[name].closed], self.freeze),
            "thaw": ([name for name in pots if pots[name].frozen], self.thaw),
            "transfer": ([pair for pair in pairs if county.available(pair[0]) or pots[pair[0]].closed], self.transfer),
            "plan": (unplanned, self.plan),
            "close_year": (over, self.close_year),
        }

    def grant(self, _none: None = None, yuan: str = "6000.00") -> None:
        self.granted += 1
        number, year = f"汤财社〔{self.today.year}〕{100 + self.granted}号", self.today.year
        indicator = replace(OF_THE_COUNTY, number=number, year=year, yuan=Decimal(yuan))
        appropriate(indicator, WHY, by=who(cast.BUDGET), at=self.later())
        self.county.pots[number] = Pot(number, year, int(Decimal(yuan) * 100))

    def freeze(self, name: str) -> None:
        pot, much = self.county.pots[name], self.part_of(self.county.available(name)) + self._now_and_then_a_fen_more()
        refusal = _why_not(pot, much > self.county.available(name))
        self.does(refusal, freeze, self.key(name), in_yuan(much), WHY, by=who(cast.BUDGET), at=self.later())
        pot.frozen += 0 if refusal else much

    def thaw(self, name: str) -> None:
        pot, much = self.county.pots[name], self.part_of(self.county.pots[name].frozen)
        much += self._now_and_then_a_fen_more()
        refusal = _why_not(pot, much > pot.frozen)
        self.does(refusal, thaw, self.key(name), in_yuan(much), WHY, by=who(cast.BUDGET), at=self.later())
        pot.frozen -= 0 if refusal else much

    def transfer(self, pair: tuple[str, str]) -> None:
        source, target = (self.county.pots[name] for name in pair)
        much = self.part_of(self.county.available(source.number)) + self._now_and_then_a_fen_more()
        refusal = _why_not(source, much > self.county.available(source.number))
        refusal = NotPossibleNow if source.year != target.year else refusal
        keys = (self.key(name) for name in pair)
        self.does(refusal, transfer, *keys, "调剂号", in_yuan(much), WHY, by=who(cast.BUDGET), at=self.later())
        source.passed_on += 0 if refusal else much
        target.granted += 0 if refusal else much

    def plan(self, name: str) -> None:
        """All that is not planned yet, by three people; before, one fen too much."""
        pot, more, at = self.county.pots[name], self._unplanned(name), self.later()
        told, by = (self.key(name), localtime(at).month), who(cast.BUREAU_FINANCE)
        self.does(BudgetExhausted, draft_plan, *told, in_yuan(more + 1), WHY, by=by, at=at)
        drafted = draft_plan(*told, in_yuan(more), WHY, by=by, at=at)
        agree_plan(drafted.pk, by=who(cast.FUNDS_CHECK), at=at)
        approve_plan(drafted.pk, by=who(cast.TREASURY), at=at)
        pot.planned += more

    def close_year(self, name: str) -> None:
        """The last day of its year has come, or is waited for. What is set aside goes on with its claims."""
        pot, keep = self.county.pots[name], self.chance.random() < 0.5
        self.at = max(self.at, _last_day(pot.year))
        left, owed = self.county.available(name), self.county.reserved(name)
        busy = any(name in claim.stood_at for claim in self.county.in_a_batch())
        self.meets("a close over a batch in hand", busy and not pot.frozen)
        refusal = NotPossibleNow if pot.frozen or busy else None
        number = f"结转{len(self.county.pots)}号"
        self.does(refusal, close_year, self.key(name), number, keep, WHY, by=who(cast.BUDGET), at=self.at)
        if refusal is None:
            carried = owed + (left if keep else 0)
            if carried:
                self.county.pots[number] = Pot(number, pot.year + 1, carried)
            for claim in [each for each in self.county.claims.values() if each.pot == name and each.reserved]:
                claim.pot = number
                claim.stood_at.add(number)
            pot.passed_on += carried
            pot.lapsed += 0 if keep else left
            pot.closed = True
        self.at = max(self.at, moment(f"{pot.year + 1}-01-05 10:00"))

    def key(self, name: str) -> int:
        """The row of that number."""
        found = Appropriation.objects.filter(indicator=name).aggregate(key=Max("pk"))["key"]
        assert found is not None, name
        return int(found)

    def _unplanned(self, name: str) -> int:
        pot = self.county.pots[name]
        return pot.granted - pot.frozen - pot.passed_on - pot.lapsed - pot.planned

    def _now_and_then_a_fen_more(self) -> int:
        return int(self.chance.random() < 0.2)


def _why_not(pot: Pot, too_much: bool) -> type[BudgetExhausted] | type[NotPossibleNow] | None:
    if pot.closed:
        return NotPossibleNow
    return BudgetExhausted if too_much else None


def _last_day(year: int) -> datetime:
    return moment(f"{year}-12-31 16:00")
