"""What is found of a claim between its determination and its payment: somebody died, and is paid for all the same or not."""

from __future__ import annotations

from pathlib import Path

from tests import cast
from tests.cast import who
from tests.house.deaths import dies
from tests.house.money.expected import FLYING, Owed
from tests.house.money.walk import Rule, Walk
from workflow_app.commands.check_before_payment import check_before_payment
from workflow_app.commands.settle_doubt import settle_doubt
from workflow_app.models import Claim, PaymentDoubt
from workflow_app.policy.refusals import AlreadyDone

WHY = "示例"


class Stopping(Walk):
    """Doubts and what becomes of them; `registers` is the file of the played registers."""

    registers: Path

    def of_doubts(self) -> dict[str, Rule]:
        """Its rules."""
        claims = list(self.county.claims.values())
        may_be_doubted = (each for each in claims if each.state == "determined" and not each.doubted and not each.died)
        return {
            "doubt": ([each for each in may_be_doubted if not _flies(each)], self.doubt),
            "settle_doubt": ([each for each in claims if each.doubted], self.settle_doubt),
        }

    def doubt(self, claim: Owed) -> None:
        """The register says that somebody died: nobody else of the case is doubted for that."""
        row = Claim.objects.get(pk=claim.pk)
        dies(self.registers, row, {"died_on": self.today.isoformat()})
        open_before = PaymentDoubt.objects.filter(settled_at=None).count()
        check_before_payment(row.case_id, at=self.later(1))
        assert PaymentDoubt.objects.filter(settled_at=None).count() == open_before + 1
        assert PaymentDoubt.objects.latest("pk").claim_id == claim.pk
        claim.doubted = claim.died = True

    def settle_doubt(self, claim: Owed) -> None:
        """Paid all the same, or stopped: what is set aside for it is given back."""
        doubt = PaymentDoubt.objects.get(claim=claim.pk, settled_at=None)
        outcome = self.chance.choice(("pay", "stop"))
        told = (doubt.pk, outcome, WHY)
        settle_doubt(*told, by=who(cast.HANDLER), at=self.later())
        self.does(AlreadyDone, settle_doubt, *told, by=who(cast.HANDLER), at=self.at)
        claim.doubted = False
        if outcome == "stop" and self.meets("a stop of what was paid in part", claim.is_paid_in_part()):
            claim.pays_no_more()
        elif outcome == "stop":
            claim.state = "struck_off"


def _flies(claim: Owed) -> bool:
    return any(share.state == FLYING for share in claim.shares)
