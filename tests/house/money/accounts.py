"""Where owed money goes: to another account of its payee, or towards what is owed under a recovery."""

from __future__ import annotations

from tests import cast
from tests.cast import who
from tests.house.money.expected import Payee
from tests.house.money.walk import Rule, Walk, in_yuan
from tests.situations import NEW_ACCOUNT
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.payee.bring_into_force import bring_into_force
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.payee.consent_to_offset import consent_to_offset
from workflow_app.models import Account, Case
from workflow_app.policy.refusals import NotPossibleNow

WHY = "示例"


class Accounts(Walk):
    """Changes of account: each asked for, confirmed by a second person and cooled."""

    accounts = 0

    def of_accounts(self) -> dict[str, Rule]:
        """Its rules."""
        payees = list(self.county.payees.values())
        return {
            "agree_to_offset": (self._may_offset(), self.agree_to_offset),
            "name_another_account": ([each for each in payees if self._may_move(each)], self.name_another_account),
        }

    def name_another_account(self, payee: Payee) -> None:
        """Asked for, confirmed, in force ten days later."""
        case = self.case(payee)
        self.accounts += 1
        told = (
            case.payee_accounts.filter(towards=None).latest("pk").payee,
            str(int(NEW_ACCOUNT) + self.accounts),
            "示例银行城关支行",
            WHY,
        )
        change = ask_change(case.pk, *told, by=_in_person(case), at=self.later())
        confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=self.later())
        bring_into_force(change.pk, at=self.later(10))
        payee.account_since, payee.towards = self.at, None

    def agree_to_offset(self, which: tuple[Payee, int]) -> None:
        """What is left to pay is to meet what is owed under a recovery of the same case, if it is not more than that."""
        payee, key = which
        case, money = self.case(payee), self.county.still_to_pay(payee)
        refusal = NotPossibleNow if money > self.county.open_debt(key) else None
        told, by = (case.pk, key, in_yuan(money)), _in_person(case)
        change = self.does(refusal, consent_to_offset, *told, by=by, at=self.later())
        self.meets("money that meets a debt", change is not None)
        if change is not None:
            self.does(NotPossibleNow, consent_to_offset, *told, by=by, at=self.at)
            confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=self.later())
            bring_into_force(change.pk, at=self.later(10))
            payee.account_since, payee.towards, payee.agreed, payee.met = self.at, key, money, 0

    def _may_offset(self) -> list[tuple[Payee, int]]:
        """Money of a case that stands in no batch, and what is owed of the same case."""
        busy = {claim.case for claim in self.county.in_a_batch()}
        owing = (
            (self.county.payees[back.case], key) for key, back in self.county.backs.items() if back.state == "ordered"
        )
        return [
            (payee, key)
            for payee, key in owing
            if payee.pk not in busy and payee.towards != key and self.county.still_to_pay(payee)
        ]

    def _may_move(self, payee: Payee) -> bool:
        refused = any(self.county.refused_account(claim) for claim in payee.claims)
        return refused and all(claim.case != payee.pk for claim in self.county.in_a_batch())


def _in_person(case: Case) -> Account:
    """Whoever filed it, or leads what an agent filed for."""
    filed = case.filings.latest("pk").by
    return who(cast.LEGAL_REP) if filed == who(cast.AGENT) else filed
