"""What is done to paid money that has to come back: told, ordered or let go, received by one and confirmed by another, annulled."""

from __future__ import annotations

from datetime import timedelta

from tests import cast
from tests.cast import who
from tests.house.money.expected import FLYING, Back, Owed, Payee
from tests.house.money.walk import Rule, Walk, in_yuan
from workflow_app.commands.recovery.annul import annul_recovery
from workflow_app.commands.recovery.decide import drop_recovery, order_recovery
from workflow_app.commands.recovery.enter import enter_receipt, refuse_receipt
from workflow_app.commands.recovery.propose import propose_recovery
from workflow_app.commands.recovery.receive import confirm_receipt
from workflow_app.models import Case, Recovery
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood, SeparationOfDuties

WHY = "示例"
HEARD, OWING = "noticed", "ordered"


class Recovering(Walk):
    """The way of money that was paid and should not have been."""

    serials = 0

    def of_recoveries(self) -> dict[str, Rule]:
        """Its rules."""
        backs = self.county.backs
        owing = [key for key, back in backs.items() if back.state == OWING]
        entries = [(key, entry) for key, back in backs.items() for entry in back.waiting]
        heard = [key for key, back in backs.items() if back.state == HEARD]
        busy = {backs[key].case for key in (*owing, *heard)}
        paid = [each for each in self.county.payees.values() if any(any(one.paid.values()) for one in each.claims)]
        return {
            "propose": ([each for each in paid if each.pk not in busy], self.propose),
            "decide": (heard, self.decide),
            "enter": (owing, self.enter),
            "confirm": (entries, self.confirm),
            "refuse": (entries, self.refuse),
            "annul": (owing, self.annul),
        }

    def propose(self, payee: Payee) -> None:
        """Of some of what was paid, or all."""
        paid = {claim.pk: sum(claim.paid.values()) for claim in payee.claims if any(claim.paid.values())}
        chosen = [key for key in paid if self.chance.random() < 0.6] or list(paid)[:1]
        asked = {key: self.part_of(paid[key]) for key in chosen}
        ordinals = dict(Case.objects.get(pk=payee.pk).claims.values_list("pk", "ordinal"))
        told = {ordinals[key]: in_yuan(much) for key, much in asked.items()}
        too_much = told | {ordinals[chosen[0]]: in_yuan(paid[chosen[0]] + 1)}
        by = {"by": who(cast.HANDLER), "at": self.later()}
        self.does(NotUnderstood, propose_recovery, payee.pk, too_much, WHY, WHY, **by)
        row = propose_recovery(payee.pk, told, WHY, WHY, **by)
        self.does(AlreadyDone, propose_recovery, payee.pk, told, WHY, WHY, **by)
        payee.is_heard = True
        self.county.backs[row.pk] = Back(payee.pk, asked)

    def decide(self, key: int) -> None:
        """Ordered, mostly: a claim of which something is asked back gets nothing further. Not while money of it is at the bank."""
        back, head, at = self.county.backs[key], who(cast.BUREAU_HEAD), self.later(20)
        payee = self.county.payees[back.case]
        if self.chance.random() < 0.2:
            drop_recovery(key, WHY, by=head, at=at)
            back.state, payee.is_heard = "dropped", False
            return
        owed = [claim for claim in self._asked(key) if claim.state == "determined"]
        flies = any(share.state == FLYING for claim in owed for share in claim.shares)
        self.meets("an order while a part is at the bank", flies)
        self.meets("an order that stops parts", not flies and bool(owed))
        told = (f"{4105230000000000 + key}", self.today + timedelta(days=60), WHY)
        self.does(NotPossibleNow if flies else None, order_recovery, key, *told, by=head, at=at)
        if not flies:
            self.does(AlreadyDone, order_recovery, key, *told, by=head, at=at)
            back.state, payee.is_heard = OWING, False
            for claim in owed:
                claim.pays_no_more()

    def enter(self, key: int) -> None:
        """A receipt waits; it is entered once and never above what is owed beside the others that wait and what met the debt already. No
        money moves."""
        back, code = self.county.backs[key], Recovery.objects.get(pk=key).code
        if back.unreceived and self.chance.random() < 0.7:
            self._enter_transfer(back, code)
            return
        left = back.owed - back.unanswered - back.not_entered
        much = self.part_of(left) if left else 1
        by = {"by": who(cast.FUNDS_CHECK), "at": self.later()}
        self.serials += 1
        serial = f"国库{self.serials}"
        self.does(NotUnderstood, enter_receipt, code, serial, in_yuan(left + 1), self.today, **by)
        if not left:
            return
        entry = enter_receipt(code, serial, in_yuan(much), self.today, **by)
        again = NotUnderstood if much > left - much else AlreadyDone
        self.does(again, enter_receipt, code, serial, in_yuan(much), self.today, **by)
        back.waiting[entry.pk] = much, self.today

    def _enter_transfer(self, back: Back, code: str) -> None:
        """The Treasury's receipt of what the bank paid towards it: for its sum alone, and once."""
        voucher, fen = next(iter(back.unreceived.items()))
        by = {"by": who(cast.FUNDS_CHECK), "at": self.later()}
        self.serials += 1
        told = f"国库{self.serials}", in_yuan(fen), self.today, voucher
        self.does(NotUnderstood, enter_receipt, code, told[0], in_yuan(fen + 1), *told[2:], **by)
        entry = enter_receipt(code, *told, **by)
        self.does(NotUnderstood, enter_receipt, code, f"{told[0]}又", *told[1:], **by)
        back.waiting[entry.pk], back.transfer_of[entry.pk] = (fen, self.today), (voucher, fen)
        del back.unreceived[voucher]
        self.meets("a receipt of what met a debt", True)

    def confirm(self, which: tuple[int, int]) -> None:
        """By another person; only now the money moves."""
        key, entry = which
        back, by, at = self.county.backs[key], who(cast.TREASURY), self.later()
        self.does(SeparationOfDuties, confirm_receipt, entry, by=who(cast.FUNDS_CHECK), at=at)
        confirm_receipt(entry, by=by, at=at)
        self.does(AlreadyDone, confirm_receipt, entry, by=by, at=at)
        self.county.comes_back(back, *back.waiting.pop(entry))
        back.state = back.state if back.owed else "paid_back"

    def refuse(self, which: tuple[int, int]) -> None:
        """Sent back: as if it had never been entered."""
        key, entry = which
        refuse_receipt(entry, WHY, by=who(cast.TREASURY), at=self.later())
        self.does(AlreadyDone, confirm_receipt, entry, by=who(cast.TREASURY), at=self.at)
        back = self.county.backs[key]
        del back.waiting[entry]
        back.unreceived |= dict([back.transfer_of[entry]] if entry in back.transfer_of else [])

    def annul(self, key: int) -> None:
        """Nothing is owed under it any more; what came stays where it was posted."""
        back = self.county.backs[key]
        whole = any(claim.state == "recovered" for claim in self._asked(key))
        self.meets("an annulment after a line came back whole", whole and not back.waiting)
        meets_it = any(self.county.payees[claim.case].towards == key for claim in self.county.in_a_batch())
        refusal = NotPossibleNow if back.waiting or whole or meets_it or back.not_entered else None
        self.does(refusal, annul_recovery, key, WHY, by=who(cast.BUREAU_HEAD), at=self.later())
        back.state = back.state if refusal else "annulled"

    def _asked(self, key: int) -> list[Owed]:
        return [self.county.claims[pk] for pk in self.county.backs[key].asked]
