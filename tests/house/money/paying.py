"""What is done to owed money on its way: determined, asked for, approved, drafted, let go, answered; sent back, discarded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests import cast
from tests.cast import who
from tests.house.money.expected import DRAFTED, FLYING, PAID, RETURNED, WAITS, Owed, Payee, Share
from tests.house.money.walk import Rule, Walk, fen
from tests.situations import nothing_new_before_payment, notice_of
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.read_return import read_return
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting, acts
from workflow_app.models import Case, FundsRequest, Instalment, PaymentBatch
from workflow_app.policy.refusals import AlreadyDone, BudgetExhausted, NotAllowed, NotPossibleNow

WHY = "示例"
SENDS_BACK = {"sent": cast.FUNDS_CHECK, "checked": cast.TREASURY, "approved": cast.BATCH_DRAFT}


class Paying(Walk):
    """The way of owed money."""

    def begin_with(self, cases: list[Case]) -> None:
        """These cases wait for the deputy head's word."""
        for case in cases:
            claims = [Owed(claim.pk, case.pk, fen(claim.amount)) for claim in case.claims.order_by("ordinal")]
            self.county.payees[case.pk] = Payee(case.pk, claims, case.payee_accounts.latest("pk").at)
            self.county.claims |= {claim.pk: claim for claim in claims}

    def of_the_way(self) -> dict[str, Rule]:
        """Its rules."""
        payees = list(self.county.payees.values())
        drafted, flying = self.batches_in(DRAFTED), self.batches_in(FLYING)
        held = [key for key, _state, _entries in self.county.batches.values()]
        approved = [key for key, state in self.county.requests.items() if state == "approved"]
        return {
            "reserve": ([each for each in payees if any(one.state == "claimed" for one in each.claims)], self.reserve),
            "ask": ([each for each in payees if self._unasked(each)], self.ask),
            "approve": (
                [key for key, state in self.county.requests.items() if state in ("sent", "checked")],
                self.approve,
            ),
            "send_back": ([key for key in self.county.requests if key not in held or key in approved], self.send_back),
            "draft": (approved, self.draft),
            "release": (drafted, self.release),
            "discard": (drafted, self.discard),
            "answer": (flying, self.answer),
        }

    def batches_in(self, state: str) -> list[int]:
        """The batches that have come so far."""
        return [key for key, (_request, now, _entries) in self.county.batches.items() if now == state]

    def reserve(self, payee: Payee) -> None:
        """Determined, with all its money at the oldest indicator of the year that can carry it; or not determined."""
        at = self.later()
        owed = sum(claim.fen for claim in payee.claims)
        pot = self.county.takes(self.today.year, owed)
        self.does(None if pot else BudgetExhausted, acting.sign_until, self.case(payee), "request_funds", at=at)
        for claim in payee.claims if pot else ():
            claim.state, claim.pot = "determined", pot
            claim.stood_at.add(pot)
            rows = Instalment.objects.filter(claim=claim.pk).order_by("ordinal")
            claim.shares = self._shares(claim, [row.due_on for row in rows])

    def _shares(self, claim: Owed, due: list[Any]) -> list[Share]:
        """Whole, or a third now and two thirds two months later."""
        if not due:
            return [Share(claim.fen, self.today)]
        first = claim.fen - claim.fen * 2 // 3
        return [Share(first, due[0]), Share(claim.fen - first, due[1])]

    def ask(self, payee: Payee) -> None:
        ready = self._unasked(payee)
        more = sum(claim.reserved for claim in ready)
        refusal = None if self.county.plan_holds([ready[0].pot], more) else BudgetExhausted
        request = self.does(refusal, acts.ask, notice_of(self.case(payee)), self.later())
        if request is not None:
            self.county.requests[request.pk] = "sent"
            for claim in ready:
                claim.request = request.pk

    def approve(self, key: int) -> None:
        """The business section once, then the treasury section."""
        request = FundsRequest.objects.get(pk=key)
        if self.county.requests[key] == "sent":
            agrees = all(claim.state == "determined" for claim in self.county.asked_by(key))
            self.does(None if agrees else NotPossibleNow, acts.look_through, request, self.later())
            self.county.requests[key] = "checked" if agrees else "sent"
        if self.county.requests[key] == "checked":
            refusal = None if self.county.plan_holds(self._pots(key)) else BudgetExhausted
            self.does(refusal, acts.approve, request, self.later())
            self.county.requests[key] = "checked" if refusal else "approved"

    def send_back(self, key: int) -> None:
        """Its lines are free for another one, their money stays set aside."""
        refusal = NotPossibleNow if self._has_a_batch(key) else None
        by = who(SENDS_BACK[self.county.requests[key]])
        self.does(refusal, return_funds_request, key, WHY, by=by, at=self.later())
        if refusal is None:
            del self.county.requests[key]
            for claim in self.county.asked_by(key):
                claim.request = None

    def draft(self, key: int) -> None:
        by, at = who(cast.BATCH_DRAFT), self.later()
        payable = list(self.county.payable(key, self.today))
        waiting = [each for each in self.county.asked_by(key) if any(share.state == WAITS for share in each.shares)]
        self.meets("a batch without who is heard", any(self.county.payees[each.case].is_heard for each in waiting))
        self.meets(
            "a batch without a refused account",
            any(self.county.refused_account(each) for each in self.county.asked_by(key)),
        )
        owed = {pot for each in self.county.asked_by(key) if each.state == "determined" for pot in each.stood_at}
        refusal = None if self.county.plan_holds(owed) else BudgetExhausted
        refusal = refusal if payable else NotPossibleNow
        batch = self.does(refusal, draft_batch, key, by=by, at=at)
        if batch is not None:
            assert (batch.count, fen(batch.total)) == (len(payable), sum(share.fen for _claim, share in payable))
            self.county.batches[batch.pk] = key, DRAFTED, payable
            for claim, share in payable:
                share.before, share.state = share.state, DRAFTED
                share.towards = self.county.payees[claim.case].towards
            self.does(NotPossibleNow, draft_batch, key, by=by, at=at)

    def release(self, key: int) -> None:
        batch, (request, _state, entries) = PaymentBatch.objects.get(pk=key), self.county.batches[key]
        nothing_new_before_payment()
        self.does(NotAllowed, release_batch, key, batch.total, by=who(cast.BATCH_DRAFT), at=self.later())
        kept = any(
            claim.doubted or claim.state != "determined" or self.county.payees[claim.case].is_heard
            for claim, _share in entries
        ) or any(self.county.is_more_than_its_debt(self.county.payees[claim.case]) for claim, _share in entries)
        told = {"by": who(cast.BATCH_RELEASE), "at": self.later()}
        self.meets("a batch that may not go", kept)
        self.does(NotPossibleNow if kept else None, release_batch, key, batch.total, **told)
        if not kept:
            self.does(AlreadyDone, release_batch, key, batch.total, **told)
            assert write_bank_file(key, at=self.at)
            self.county.batches[key] = request, FLYING, entries
            for _claim, share in entries:
                share.state = FLYING

    def discard(self, key: int) -> None:
        discard_batch(key, WHY, by=who(cast.BATCH_RELEASE), at=self.later())
        for _claim, share in self.county.batches.pop(key)[2]:
            share.state = share.before if share.state == DRAFTED else share.state

    def answer(self, key: int) -> None:
        """The bank pays two of three."""
        entries, back = self.county.batches.pop(key)[2], set[int]()
        batch = PaymentBatch.objects.get(pk=key)
        for ordinal, (claim, share) in enumerate(entries, start=1):
            if self.chance.random() < 0.3:
                back.add(ordinal)
                share.state, share.back_at = RETURNED, self.at + timedelta(days=1)
                continue
            share.state = PAID
            claim.paid[claim.pot] += share.fen
            if share.towards is not None:
                self.county.backs[share.towards].unreceived[f"{batch.number}-{ordinal}"] = share.fen
                self.county.payees[claim.case].met += share.fen
            claim.settled()
        said = acts.simulated_answer(batch, back.__contains__)
        read_return(key, said, by=who(cast.BATCH_DRAFT), at=self.later())
        self.does(AlreadyDone, read_return, key, said, by=who(cast.BATCH_DRAFT), at=self.at)

    def _unasked(self, payee: Payee) -> list[Owed]:
        if payee.is_heard:
            return []
        return [
            each for each in payee.claims if each.state == "determined" and each.request is None and not each.doubted
        ]

    def _pots(self, request: int) -> set[str]:
        return {pot for claim in self.county.asked_by(request) for pot in claim.stood_at}

    def _has_a_batch(self, request: int) -> bool:
        return PaymentBatch.objects.filter(request=request).exclude(state="discarded").exists()
