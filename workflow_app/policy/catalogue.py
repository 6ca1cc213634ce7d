"""The items the house knows. They enrol themselves at start-up; the house never names one."""

from __future__ import annotations

from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.refusals import NotFound

_items: dict[str, Item] = {}


def enrol(item: Item) -> None:
    """Add an item; the same one again is nothing new, another under the same slug is a programmer's error."""
    if _items.setdefault(item.slug, item) is not item:
        raise ValueError(f"two items are called {item.slug}")


def items() -> tuple[Item, ...]:
    """Every item by family and slug."""
    return tuple(sorted(_items.values(), key=lambda item: (item.family, item.slug)))


def item(slug: str) -> Item:
    """The item of that slug; NotFound says which there are."""
    if slug not in _items:
        known = "、".join(each.slug for each in items()) or "（没有）"
        raise NotFound(f"没有名为“{slug}”的事项，现有：{known}。")
    return _items[slug]


def granting(kind: str) -> tuple[Item, ...]:
    """The items whose claims are of that kind."""
    return tuple(each for each in items() if each.claim_kind == kind)


def ungranted(leaning: Item) -> tuple[str, ...]:
    """The kinds of claims an item leans on and no item grants: a city without these can file under it and be granted nothing."""
    return tuple(kind for kind in leaning.leans_on if not granting(kind))


def procedure(slug: str, procedure_slug: str) -> Procedure:
    """The procedure of an item; NotFound when either is unknown."""
    return item(slug).procedure(procedure_slug)
