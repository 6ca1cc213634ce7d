"""The names and words behind what was passed on, for the history: the chain has only their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workflow_app.models import Account, Action, Case, Delegation, Recusal

NAMED = ("to", "from", "who")  # keys of a body that name an officer
PASSED = frozenset({"transfer", "delegate", "answer_delegation", "recall_delegation", "claim", "hand_over", "recuse"})


@dataclass(frozen=True, slots=True)
class Passed:
    """{account: name} and the words of delegations and recusals, by their keys."""

    names: Mapping[int, str] = field(default_factory=dict)
    delegations: Mapping[int, Delegation] = field(default_factory=dict)
    recusals: Mapping[int, str] = field(default_factory=dict)

    def name(self, key: object) -> str:
        """Of an officer the body names."""
        return self.names.get(key, "") if isinstance(key, int) else ""


def passed(case: Case, rows: Iterable[Action]) -> Passed:
    """Nothing is asked where nothing was passed on."""
    told = [row for row in rows if row.verb in PASSED]
    if not told:
        return Passed()
    keys = {row.body[name] for row in told for name in NAMED if isinstance(row.body.get(name), int)}
    names = dict(Account.objects.filter(pk__in=keys).values_list("pk", "name"))
    lent = Delegation.objects.filter(seat__round__case=case) if any("delegat" in row.verb for row in told) else ()
    aside = Recusal.objects.filter(case=case) if any(row.verb == "recuse" for row in told) else ()
    return Passed(names, {row.pk: row for row in lent}, {row.account_id: row.words for row in aside})
