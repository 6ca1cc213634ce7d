"""The public draw (公开摇号): from what was published to the order of choosing, by anybody, with nothing but sha-256.

    list      one line a household, `tier number`, sorted; its digest is published before anything below is known
    values    notary, inspector and applicants' representative each chose one in secret and published its digest earlier
    public    a result of others that falls due after the freeze and was named in the announcement
    seed      sha-256 of the plan, the three values and the public result
    key       of a household in its tier's round: sha-256 of the seed, the tier and its waiting number; the smallest comes first

A key leans on the seed and on the household's own number alone: whoever is added to or taken from the list moves nobody
else, and the list's digest tells that it happened. No clock, no database, no chance of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflow_app.policy.refusals import NotUnderstood

PROTOCOL = "huimin-draw-1"
ROLES = ("notary", "inspector", "representative")  # who puts in a value, in the order of the seed
SHORTEST, LONGEST = 16, 200  # characters of a value: too short a one could be guessed from its digest


@dataclass(frozen=True, slots=True)
class Entrant:
    """A household on the frozen list: its waiting number, and its tier (1 draws first)."""

    number: str
    tier: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A household's place in the order of choosing, counted through all tiers; `key` is what it was sorted by."""

    place: int
    number: str
    tier: int
    key: str


def list_text(entrants: Iterable[Entrant]) -> str:
    """The frozen list as it is published, whatever order it came in. NotUnderstood when a number stands there twice."""
    entrants = tuple(entrants)
    if len({each.number for each in entrants}) < len(entrants):
        raise NotUnderstood("摇号名单里有重复的轮候号，请核对后再冻结。")
    return "".join(f"{tier} {number}\n" for tier, number in sorted((each.tier, each.number) for each in entrants))


def read_list(text: str) -> tuple[Entrant, ...]:
    """The households of a published list."""
    pairs = (line.split(" ", 1) for line in text.splitlines())
    return tuple(Entrant(number, int(tier)) for tier, number in pairs)


def digest(text: str) -> str:
    """sha-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def commitment(plan: str, role: str, value: str) -> str:
    """What is published of a value before the freeze. NotUnderstood when the value cannot serve."""
    _serves(value)
    return digest(f"{PROTOCOL}\n{plan}\n{role}\n{value}\n")


def seed(plan: str, values: Mapping[str, str], public_result: str) -> str:
    """The seed of the draw, in hexadecimal. NotUnderstood unless every role's value and the public result are there."""
    if missing := [role for role in ROLES if not values.get(role)]:
        raise NotUnderstood(f"还缺{len(missing)}个随机值，全部公开后才能摇号。")
    if not public_result.strip():
        raise NotUnderstood("请填写公告中指定的公开结果。")
    told = "".join(f"{role}={values[role]}\n" for role in ROLES)
    return digest(f"{PROTOCOL}\n{plan}\n{told}public={public_result}\n")


def key(seed: str, entrant: Entrant) -> str:
    """What a household is sorted by: nobody else's name goes into it."""
    return digest(f"{seed}\n{entrant.tier}\n{entrant.number}\n")


def draw(seed: str, entrants: Iterable[Entrant]) -> tuple[Drawn, ...]:
    """Everybody's place: one round a tier, the first tier first, within a round by key."""
    keyed = sorted((each.tier, key(seed, each), each.number) for each in entrants)
    return tuple(Drawn(place, number, tier, of) for place, (tier, of, number) in enumerate(keyed, start=1))


def _serves(value: str) -> None:
    if not SHORTEST <= len(value) <= LONGEST or value != value.strip() or "\n" in value:
        raise NotUnderstood(f"随机值应为{SHORTEST}至{LONGEST}个字符，首尾没有空格，不换行。")
