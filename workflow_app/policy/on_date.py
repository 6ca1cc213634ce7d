"""The figures of an edition on one day. Remembers what was read, so that a finding can show what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from workflow_app.clock.limit import DayKind, TimeLimit
from workflow_app.policy.money import fen_of
from workflow_app.policy.parameter import DatedValue, Parameter, Value
from workflow_app.policy.refusals import NotInForce, NotUnderstood
from workflow_app.policy.standing import Standing
from workflow_app.policy.unit import Unit
from workflow_app.policy.used import ValueUsed
from workflow_app.policy.value_text import show_value

Kind = TypeVar("Kind")

DAY_KINDS = {Unit.WORKING_DAYS: DayKind.WORKING, Unit.CALENDAR_DAYS: DayKind.CALENDAR}


class PolicyOnDate:
    """Reads are typed by unit; asking a figure for the wrong unit is a programmer's TypeError.

    NotInForce when the parameter has no value on the day or the edition does not know it.
    """

    def __init__(self, slug: str, edition_sha256: str, parameters: Mapping[str, Parameter], day: date) -> None:
        self.slug = slug
        self.edition_sha256 = edition_sha256
        self.day = day
        self._parameters = parameters
        self._reads: dict[tuple[str, date], ValueUsed] = {}

    @property
    def used(self) -> tuple[ValueUsed, ...]:
        """The values read so far, each once, in the order of reading."""
        return tuple(self._reads.values())

    def afresh(self) -> PolicyOnDate:
        """The same policy on the same day with nothing read yet."""
        return PolicyOnDate(self.slug, self.edition_sha256, self._parameters, self.day)

    def at(self, day: date) -> PolicyOnDate:
        """The same edition on another governing day; what is read there is remembered here too."""
        other = PolicyOnDate(self.slug, self.edition_sha256, self._parameters, day)
        other._reads = self._reads
        return other

    def number(self, key: str) -> Decimal:
        """A plain number: times, persons, hours, years, months, a ratio."""
        return self._read(key, Decimal)

    def whole(self, key: str) -> int:
        """A number that counts things or time."""
        return int(self.number(key))

    def money_fen(self, key: str) -> int:
        """An amount in fen."""
        return fen_of(self._read(key, Decimal, Unit.YUAN))

    def days(self, key: str) -> int:
        """A number of days; `limit` also says which kind."""
        return int(self._read(key, Decimal, *DAY_KINDS))

    def limit(self, key: str) -> TimeLimit:
        """A time limit with its kind of day; its source and standing are read from the parameter."""
        days = self.days(key)
        dated = self._parameter(key).on(self.day)
        kind = DAY_KINDS[self._parameter(key).unit]
        return TimeLimit(days, kind, str(dated.citation), dated.standing.value)

    def flag(self, key: str) -> bool:
        return self._read(key, bool, Unit.FLAG)

    def words(self, key: str) -> tuple[str, ...]:
        return self._read(key, tuple, Unit.WORDS)

    def one_of(self, key: str, known: Collection[str]) -> str:
        """The one word of a list that says which way to go. Raises NotUnderstood for several, or one the rule does not know."""
        words = self.words(key)
        if len(words) != 1 or words[0] not in known:
            says = self._parameter(key).says
            raise NotUnderstood(
                f"“{says}”（{key}）写的是“{'、'.join(words)}”，只能写一个：{'、'.join(known)}，请改正政策。"
            )
        return words[0]

    def table(self, key: str) -> Table:
        """A table; only the cells looked at count as read."""
        parameter = self._parameter(key)
        if not parameter.unit.is_table:
            raise TypeError(f"{key} is {parameter.unit.value}, not a table")
        return Table(self, parameter, parameter.on(self.day))

    def has(self, key: str) -> bool:
        """Whether the edition has a value in force: for rules that begin on a date."""
        parameter = self._parameters.get(key)
        return parameter is not None and any(dated.holds_on(self.day) for dated in parameter.values)

    def remember(self, key: str, parameter: Parameter, dated: DatedValue, value: Value) -> None:
        text = show_value(value, parameter.unit)
        used = ValueUsed(key, parameter.says, text, dated.since, dated.citation, dated.standing)
        self._reads[key, dated.since] = used

    def _read(self, key: str, kind: type[Kind], *units: Unit) -> Kind:
        parameter = self._parameter(key)
        dated = parameter.on(self.day)
        if not isinstance(dated.value, kind) or (units and parameter.unit not in units):
            raise TypeError(f"{key} is {parameter.unit.value}, asked for as {kind.__name__}")
        self.remember(key, parameter, dated, dated.value)
        return dated.value

    def _parameter(self, key: str) -> Parameter:
        if key not in self._parameters:
            raise NotInForce(f"事项 {self.slug} 的这一版政策里没有 {key} 这个参数，请发布包含它的版本后再办理。")
        return self._parameters[key]


class Table:
    """Cells by row and column (`table["A", "5"]`), or by row alone; amounts come out in fen."""

    def __init__(self, policy: PolicyOnDate, parameter: Parameter, dated: DatedValue) -> None:
        self._policy = policy
        self._parameter = parameter
        self._dated = dated

    @property
    def names(self) -> tuple[str, ...]:
        """What its rows are called."""
        return tuple(self._dated.value) if isinstance(self._dated.value, Mapping) else ()

    def __getitem__(self, place: str | tuple[str, ...]) -> Any:
        path = (place,) if isinstance(place, str) else place
        value = self._look_up(path)
        if value is None or isinstance(value, Mapping):
            named = "、".join(path)
            raise NotInForce(
                f"“{self._parameter.says}”（{self._parameter.key}）里没有“{named}”这一格，请核对后再办理。"
            )
        self._policy.remember(f"{self._parameter.key}[{','.join(path)}]", self._parameter, self._dated, value)
        return self._plain(value)

    def __contains__(self, place: str | tuple[str, ...]) -> bool:
        value = self._look_up((place,) if isinstance(place, str) else place)
        return value is not None and not isinstance(value, Mapping)

    def _look_up(self, path: tuple[str, ...]) -> Value | None:
        value: Value | None = self._dated.value
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    def _plain(self, value: Value) -> Any:
        if self._parameter.unit is Unit.TABLE_OF_YUAN and isinstance(value, Decimal):
            return fen_of(value)
        if self._parameter.unit is Unit.TABLE_OF_WORDS and isinstance(value, tuple) and len(value) == 1:
            return value[0]
        return value

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the rows, for a list to choose from."""
        return tuple(self._dated.value) if isinstance(self._dated.value, Mapping) else ()

    @property
    def standing(self) -> Standing:
        return self._dated.standing
