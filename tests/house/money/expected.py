"""Where the money of a county should stand, kept by what was done and by the rules in words. Fen throughout; never read from rows.

What stands reserved and paid is not counted along: it follows from the claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

WAITS, DRAFTED, FLYING, PAID, RETURNED, STOPPED = "waits", "drafted", "flying", "paid", "returned", "stopped"


@dataclass
class Pot:
    """An indicator: what was granted, what is planned of it, and what left it otherwise than by paying."""

    number: str
    year: int
    granted: int
    planned: int = 0
    frozen: int = 0
    passed_on: int = 0
    lapsed: int = 0
    returned: int = 0
    closed: bool = False


@dataclass
class Share:
    """What one transfer pays: a claim, or one instalment of it."""

    fen: int
    due: date
    state: str = WAITS
    before: str = WAITS  # where it falls back to when its batch is discarded
    back_at: datetime | None = None
    towards: int | None = None  # the debt it is to meet, once it is drafted


@dataclass
class Owed:
    """A claim: at which indicator its money stands, and from which it was paid and is not back."""

    pk: int
    case: int
    fen: int
    state: str = "claimed"
    pot: str = ""
    stood_at: set[str] = field(default_factory=set)
    request: int | None = None
    doubted: bool = False
    died: bool = False
    shares: list[Share] = field(default_factory=list)
    paid: Counter[str] = field(default_factory=Counter)
    too_late: Counter[str] = field(default_factory=Counter)  # came back, and stays with the Treasury

    @property
    def reserved(self) -> int:
        """What is determined and neither paid nor stopped."""
        return sum(each.fen for each in self.shares if each.state != PAID) if self.state == "determined" else 0

    def pays_no_more(self) -> None:
        """What was paid of it stays paid, the rest is given back."""
        self.state = "paid"
        for each in self.shares:
            each.state = each.state if each.state == PAID else STOPPED

    def is_paid_in_part(self) -> bool:
        """Something of it arrived."""
        return any(each.state == PAID for each in self.shares)

    def settled(self) -> None:
        """A claim is paid with its last instalment."""
        if all(each.state in (PAID, STOPPED) for each in self.shares):
            self.state = "paid"


@dataclass
class Payee:
    """A case: since when its account counts, which debt its money is to meet, whether it is heard about a recovery."""

    pk: int
    claims: list[Owed]
    account_since: datetime
    towards: int | None = None
    agreed: int = 0  # how much may go there
    met: int = 0  # and how much went
    is_heard: bool = False


@dataclass
class Back:
    """A recovery: how much of each claim, how much of it came, and the receipts that wait for the second person."""

    case: int
    asked: Mapping[int, int]
    state: str = "noticed"
    came: Counter[int] = field(default_factory=Counter)
    unreceived: dict[str, int] = field(default_factory=dict)  # the bank paid it towards this debt, by voucher
    waiting: dict[int, tuple[int, date]] = field(default_factory=dict)
    transfer_of: dict[int, tuple[str, int]] = field(default_factory=dict)  # entry → the transfer it is of

    @property
    def owed(self) -> int:
        """What has still to come."""
        return sum(self.asked.values()) - sum(self.came.values())

    @property
    def unanswered(self) -> int:
        """What somebody entered and nobody confirmed."""
        return sum(fen for fen, _on in self.waiting.values())

    @property
    def not_entered(self) -> int:
        """Met it, and no receipt says so yet."""
        return sum(self.unreceived.values())


@dataclass
class County:
    """All of it."""

    pots: dict[str, Pot] = field(default_factory=dict)
    payees: dict[int, Payee] = field(default_factory=dict)
    claims: dict[int, Owed] = field(default_factory=dict)
    backs: dict[int, Back] = field(default_factory=dict)
    requests: dict[int, str] = field(default_factory=dict)  # those that stand, and how far each has come
    batches: dict[int, tuple[int, str, list[tuple[Owed, Share]]]] = field(
        default_factory=dict
    )  # those in hand, of which request

    def in_a_batch(self) -> list[Owed]:
        """The claims of which a transfer is drafted or at the bank."""
        return [claim for _request, _state, entries in self.batches.values() for claim, _share in entries]

    def reserved(self, pot: str) -> int:
        """Set aside at an indicator."""
        return sum(claim.reserved for claim in self.claims.values() if claim.pot == pot)

    def paid(self, pot: str) -> int:
        """Paid from an indicator and not back."""
        return sum(claim.paid[pot] for claim in self.claims.values())

    def available(self, pot: str) -> int:
        """What is left to set aside, freeze or pass on."""
        row = self.pots[pot]
        gone = row.frozen + row.passed_on + row.lapsed + row.returned
        return row.granted - gone - self.reserved(pot) - self.paid(pot)

    def taken(self, pot: str) -> int:
        """What standing requests take of its plan: what may be spent again gives its part back."""
        asked = [claim for claim in self.claims.values() if claim.request is not None]
        return sum(
            claim.paid[pot] + claim.too_late[pot] + (claim.reserved if claim.pot == pot else 0) for claim in asked
        )

    def plan_holds(self, pots: Iterable[str], more: int = 0) -> bool:
        """The plans of these indicators carry what is taken of them and so much more."""
        return all(self.pots[pot].planned - self.taken(pot) >= more for pot in pots if not self.pots[pot].closed)

    def takes(self, year: int, fen: int) -> str:
        """The indicator a determination finds: the oldest open one of the year with room for all of it; '' for none."""
        fitting = (name for name, pot in self.pots.items() if pot.year == year and not pot.closed)
        return next((name for name in fitting if self.available(name) >= fen), "")

    def asked_by(self, request: int) -> list[Owed]:
        """The claims a request asks for."""
        return [claim for claim in self.claims.values() if claim.request == request]

    def payable(self, request: int, on: date) -> Iterator[tuple[Owed, Share]]:
        """What may be drafted of it on a day."""
        for claim in self.asked_by(request):
            heard = self.payees[claim.case].is_heard
            if claim.state != "determined" or claim.doubted or heard or self.refused_account(claim):
                continue
            if self.is_more_than_its_debt(self.payees[claim.case]):
                continue
            yield from ((claim, each) for each in claim.shares if each.state in (WAITS, RETURNED) and each.due <= on)

    def is_more_than_its_debt(self, payee: Payee) -> bool:
        """The money that was to meet a debt is more by now than what is owed beside the receipts that wait, or than was agreed to."""
        if payee.towards is None:
            return False
        left = self.still_to_pay(payee)
        return left > self.open_debt(payee.towards) or payee.met + left > payee.agreed

    def still_to_pay(self, payee: Payee) -> int:
        """What is set aside for a case."""
        return sum(claim.reserved for claim in payee.claims)

    def open_debt(self, key: int) -> int:
        """What money may still meet."""
        back = self.backs[key]
        return back.owed - back.unanswered - back.not_entered if back.state == "ordered" else 0

    def refused_account(self, claim: Owed) -> bool:
        """A transfer of it came back, and the account is the same as then: nothing else of it goes there either."""
        since = self.payees[claim.case].account_since
        return any(
            each.state == RETURNED and each.back_at is not None and each.back_at >= since for each in claim.shares
        )

    def comes_back(self, back: Back, fen: int, on: date) -> None:
        """A receipt fills the first claim first, and of each its indicators in proportion to what they paid; the odd fen go to the
        first. Of this year and not closed it may be spent again, else it stays with the Treasury."""
        for key, asked in back.asked.items():
            claim, part = self.claims[key], min(asked - back.came[key], fen)
            for pot, share in _in_proportion(part, {name: claim.paid[name] for name in self.pots if claim.paid[name]}):
                claim.paid[pot] -= share
                if self.pots[pot].closed or self.pots[pot].year != on.year:
                    claim.too_late[pot] += share
                    self.pots[pot].returned += share
            back.came[key] += part
            fen -= part
            if claim.state == "paid" and not any(claim.paid.values()):
                claim.state = "recovered"


def _in_proportion(fen: int, stands: Mapping[str, int]) -> list[tuple[str, int]]:
    whole = sum(stands.values())
    shares = {name: int(Fraction(fen * each, whole)) for name, each in stands.items()}
    for name, each in stands.items():
        shares[name] += min(each - shares[name], fen - sum(shares.values()))
    return list(shares.items())
