"""One value for every way of signing together: 或签, 会签, 票签, 依次, and any nesting of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from workflow_app.approval.duties import DUTY_OF_ROLE, Duty

RULES = ("any", "all", "at_least", "ratio", "in_sequence")
PAIR = 2  # an added seat and the one it was added to


class ImpossibleQuorum(ValueError):
    """A declaration nobody could ever fulfil; raised when it is declared, never while a case waits."""


@dataclass(frozen=True)
class SeatSpec:
    """A chair at the table: which desk (a role) of which unit may speak from it.

    `unit` is a kind of unit found from the case ("competent" is the one that decides it);
    `applicant` seats belong to whoever filed. `limit` is the policy key of the seat's own time; `asks` names the page of
    questions its signer answers; `tier` (street, county, city) fixes which of several offices of the kind is meant; `duty`
    is what its signer does on the case, where that is not what the role does elsewhere.
    """

    desk: str = ""
    unit: str = "competent"
    title: str = ""
    limit: str = ""
    applicant: bool = False
    veto: bool = False
    asks: str = ""
    tier: str = ""
    duty: str = ""

    @property
    def done(self) -> Duty:
        """The duty whoever signs from here takes on the case; KeyError for a role without one."""
        return Duty(self.duty) if self.duty else DUTY_OF_ROLE[self.desk]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SeatSpec:
        """Read a seat; an unknown key, an unknown duty or a seat of nobody is refused."""
        unknown = set(data) - set(cls.__dataclass_fields__)
        if unknown:
            raise ImpossibleQuorum(f"a seat has no {', '.join(sorted(unknown))}")
        seat = cls(**data)
        if bool(seat.desk) == seat.applicant:
            raise ImpossibleQuorum("a seat belongs to a desk or to the applicant, to exactly one of them")
        if seat.duty and seat.duty not in set(Duty):
            raise ImpossibleQuorum(f"no such duty: {seat.duty}")
        return seat

    def to_json(self) -> dict[str, Any]:
        """The seat without its defaults."""
        blank = SeatSpec()
        return {k: v for k, v in self.__dict__.items() if v != getattr(blank, k)}


@dataclass(frozen=True)
class Quorum:
    """How its members decide together.

    rule "any": the first who approves; "all": everyone; "at_least": `n` of them; "ratio": the share `n`
    (a fraction, rounded up); "in_sequence": one after the other, each asked only after the one before.
    `first_no_decides`: the first no ends it; otherwise it ends when a yes has become impossible
    ("all": when everyone has spoken). A member with `veto` ends it with its no in either case, and a yes
    waits for its word.
    """

    rule: str
    members: tuple[Quorum | SeatSpec, ...]
    n: Fraction = Fraction(1)
    first_no_decides: bool = True
    veto: bool = False

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ImpossibleQuorum(f"no such rule: {self.rule}")
        if not self.members:
            raise ImpossibleQuorum("nobody is asked")
        if self.rule == "at_least" and (self.n.denominator != 1 or not 1 <= self.n <= len(self.members)):
            raise ImpossibleQuorum(f"{self.n} of {len(self.members)} can never be reached")
        if self.rule == "ratio" and not 0 < self.n <= 1:
            raise ImpossibleQuorum(f"a share of {self.n} can never be reached")

    @property
    def needed(self) -> int:
        """How many members must approve."""
        match self.rule:
            case "any":
                return 1
            case "at_least":
                return int(self.n)
            case "ratio":
                return math.ceil(self.n * len(self.members))
            case _:
                return len(self.members)

    def seats(self, place: str = "") -> Iterator[tuple[str, SeatSpec]]:
        """Every seat with its place in the tree: "0", "1.0", "1.1"."""
        for number, member in enumerate(self.members):
            here = f"{place}.{number}" if place else str(number)
            if isinstance(member, Quorum):
                yield from member.seats(here)
            else:
                yield here, member

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Quorum:
        """{"any": [...]}, {"all": [...]}, {"in_sequence": [...]}, {"at_least": 2, "of": [...]}, {"ratio": "2/3", "of": [...]}."""
        rules = [rule for rule in RULES if rule in data]
        if len(rules) != 1 or set(data) - {rules[0], "of", "first_no_decides", "veto"}:
            raise ImpossibleQuorum(f"a quorum names one rule of {', '.join(RULES)}: {dict(data)}")
        rule = rules[0]
        counted = rule in {"at_least", "ratio"}
        members = data.get("of", []) if counted else data[rule]
        return cls(
            rule=rule,
            members=tuple(_member(member) for member in members),
            n=Fraction(str(data[rule])) if counted else Fraction(1),
            first_no_decides=data.get("first_no_decides", True),
            veto=data.get("veto", False),
        )

    def to_json(self) -> dict[str, Any]:
        """The same shape `from_json` reads."""
        members = [member.to_json() for member in self.members]
        if self.rule == "at_least":
            said: dict[str, Any] = {"at_least": int(self.n), "of": members}
        elif self.rule == "ratio":
            said = {"ratio": str(self.n), "of": members}
        else:
            said = {self.rule: members}
        said |= {} if self.first_no_decides else {"first_no_decides": False}
        return said | ({"veto": True} if self.veto else {})


class Beside(StrEnum):
    """Where an added seat stands to the one it was added to (加签)."""

    BEFORE = "before"
    AFTER = "after"
    TOGETHER = "together"

    @property
    def label(self) -> str:
        """The word on the button."""
        return {"before": "前加签", "after": "后加签", "together": "并加签"}[self.value]


@dataclass(frozen=True)
class Rearranged:
    """A quorum with a seat more or less. `moved` are the seats that stand elsewhere now, {place before: place now}."""

    quorum: Quorum
    place: str  # of the added seat; empty where one was taken out
    moved: Mapping[str, str]


def with_added(quorum: Quorum, place: str, how: Beside, seat: SeatSpec) -> Rearranged:
    """加签: the seat at `place` and the added one become a pair that decides in its stead, a veto included.

    Before: it is asked first; after: it is asked once the other agreed; together: both must agree. Raises KeyError for no such place.
    """
    was = dict(quorum.seats())[place]
    parent = _at(quorum, _path(place)[:-1])
    pair = (seat, was) if how is Beside.BEFORE else (was, seat)
    rule = "all" if how is Beside.TOGETHER else "in_sequence"
    group = Quorum(rule, pair, first_no_decides=parent.first_no_decides, veto=was.veto)
    mine, other = (0, 1) if how is Beside.BEFORE else (1, 0)
    return Rearranged(_put(quorum, _path(place), group), f"{place}.{mine}", {place: f"{place}.{other}"})


def without(quorum: Quorum, place: str) -> Rearranged:
    """减签: an added seat leaves its pair; the other stands alone again where the pair stood. Raises KeyError for any other seat."""
    if place not in dict(quorum.seats()):
        raise KeyError(place)
    *above, mine = _path(place)
    pair = _at(quorum, tuple(above))
    if not above or len(pair.members) != PAIR:
        raise KeyError(place)
    stays = 1 - mine
    where, left = ".".join(map(str, above)), pair.members[stays]
    before = f"{where}.{stays}"
    moved = {
        each: where + each.removeprefix(before) for each, _ in quorum.seats() if f"{each}.".startswith(f"{before}.")
    }
    return Rearranged(_put(quorum, tuple(above), left), "", moved)


def _path(place: str) -> tuple[int, ...]:
    return tuple(int(each) for each in place.split("."))


def _at(quorum: Quorum, path: tuple[int, ...]) -> Quorum:
    for number in path:
        member = quorum.members[number]
        assert isinstance(member, Quorum)
        quorum = member
    return quorum


def _put(quorum: Quorum, path: tuple[int, ...], member: Quorum | SeatSpec) -> Quorum:
    first, *rest = path
    inner = quorum.members[first]
    if rest:
        assert isinstance(inner, Quorum)
        member = _put(inner, tuple(rest), member)
    return replace(quorum, members=(*quorum.members[:first], member, *quorum.members[first + 1 :]))


def _member(data: Mapping[str, Any]) -> Quorum | SeatSpec:
    if any(rule in data for rule in RULES):
        return Quorum.from_json(data)
    return SeatSpec.from_json(data)
