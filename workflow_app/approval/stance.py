"""What a person, and a group of persons, can say of a case."""

from enum import StrEnum


class Stance(StrEnum):
    """One signer's word."""

    APPROVE = "approve"  # 同意
    REFUSE = "refuse"  # 不同意
    RETURN = "return"  # 退回

    @property
    def label(self) -> str:
        """The word on the button and in the history."""
        return {"approve": "同意", "refuse": "不同意", "return": "退回"}[self.value]


class Outcome(StrEnum):
    """What a round has decided; it names the edge the case leaves by."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    RETURNED = "returned"
    LAPSED = "lapsed"  # nobody spoke in time and the law says what that means

    @property
    def label(self) -> str:
        """The word at the edge it opens."""
        return {"open": "进行中", "approved": "同意", "refused": "不同意", "returned": "退回", "lapsed": "逾期"}[
            self.value
        ]

    @property
    def is_no(self) -> bool:
        """Refused and returned both stop the case on its way forward."""
        return self in {Outcome.REFUSED, Outcome.RETURNED}


OUTCOME_OF = {
    Stance.APPROVE: Outcome.APPROVED,
    Stance.REFUSE: Outcome.REFUSED,
    Stance.RETURN: Outcome.RETURNED,
}
