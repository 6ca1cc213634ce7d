"""Which duties one person may not hold on one case (不相容职责分离), as data."""

from __future__ import annotations

from enum import StrEnum


class Duty(StrEnum):
    """What a person does on a case, for the purpose of keeping duties apart."""

    FILE = "file"
    ACCEPT = "accept"
    HANDLE = "handle"
    REVIEW = "review"
    CALCULATE = "calculate"
    APPROVE = "approve"
    CHECK = "check"  # another department's data check
    CHECK_FUNDS = "check_funds"
    APPROVE_PAYMENT = "approve_payment"
    DRAFT_BATCH = "draft_batch"
    RELEASE = "release"
    CHANGE_ACCOUNT = "change_account"
    CONFIRM_ACCOUNT = "confirm_account"
    OWN = "own"  # one's own matter: applicant, whoever acts for it, beneficiary
    RECUSED = "recused"

    @property
    def label(self) -> str:
        """As it stands in a "why not me" sentence."""
        return LABELS[self]


LABELS = {
    Duty.FILE: "申报",
    Duty.ACCEPT: "受理",
    Duty.HANDLE: "经办初审",
    Duty.REVIEW: "业务复核",
    Duty.CALCULATE: "财务复核",
    Duty.APPROVE: "审批",
    Duty.CHECK: "部门核查",
    Duty.CHECK_FUNDS: "资金审核",
    Duty.APPROVE_PAYMENT: "国库审核",
    Duty.DRAFT_BATCH: "编制支付批次",
    Duty.RELEASE: "放款",
    Duty.CHANGE_ACCOUNT: "更换收款账户",
    Duty.CONFIRM_ACCOUNT: "确认更换收款账户",
    Duty.OWN: "申请人一方",
    Duty.RECUSED: "回避",
}

# What the applicant's side does about its own matter.
OF_THE_APPLICANT = frozenset({Duty.FILE, Duty.CHANGE_ACCOUNT, Duty.OWN})

# Accepting and first handling are one person's work in a small county; deciding and paying never are.
INCOMPATIBLE: frozenset[frozenset[Duty]] = frozenset(
    frozenset(pair)
    for pair in (
        *((Duty.FILE, other) for other in Duty if other not in OF_THE_APPLICANT),
        *((Duty.OWN, other) for other in Duty if other not in OF_THE_APPLICANT),
        *((Duty.RECUSED, other) for other in Duty if other is not Duty.RECUSED),
        (Duty.ACCEPT, Duty.APPROVE),
        (Duty.HANDLE, Duty.REVIEW),
        (Duty.HANDLE, Duty.CALCULATE),
        (Duty.HANDLE, Duty.APPROVE),
        (Duty.REVIEW, Duty.CALCULATE),
        (Duty.REVIEW, Duty.APPROVE),
        (Duty.CALCULATE, Duty.APPROVE),
        # Who asks for the money neither checks the request nor lets it pass.
        (Duty.CALCULATE, Duty.CHECK_FUNDS),
        (Duty.CALCULATE, Duty.APPROVE_PAYMENT),
        (Duty.APPROVE, Duty.CHECK_FUNDS),
        (Duty.APPROVE, Duty.APPROVE_PAYMENT),
        (Duty.APPROVE, Duty.DRAFT_BATCH),
        (Duty.APPROVE, Duty.RELEASE),
        (Duty.CHECK_FUNDS, Duty.RELEASE),
        # The treasury section looks at what the business section checked and what the payment centre builds and lets go.
        (Duty.CHECK_FUNDS, Duty.APPROVE_PAYMENT),
        (Duty.APPROVE_PAYMENT, Duty.DRAFT_BATCH),
        (Duty.APPROVE_PAYMENT, Duty.RELEASE),
        (Duty.DRAFT_BATCH, Duty.RELEASE),
        (Duty.CHANGE_ACCOUNT, Duty.RELEASE),
        # Who says where the money goes neither builds the batch with it nor lets it go.
        (Duty.CHANGE_ACCOUNT, Duty.CONFIRM_ACCOUNT),
        (Duty.CONFIRM_ACCOUNT, Duty.APPROVE),
        (Duty.CONFIRM_ACCOUNT, Duty.DRAFT_BATCH),
        (Duty.CONFIRM_ACCOUNT, Duty.RELEASE),
    )
)

DUTY_OF_ROLE = {
    "intake": Duty.ACCEPT,
    "handler": Duty.HANDLE,
    "section": Duty.REVIEW,
    "bureau_finance": Duty.CALCULATE,
    "deputy_head": Duty.APPROVE,
    "bureau_head": Duty.APPROVE,
    "other_deputy_head": Duty.APPROVE,
    "data_check": Duty.CHECK,
    "funds_check": Duty.CHECK_FUNDS,
    "treasury_check": Duty.APPROVE_PAYMENT,
    "batch_draft": Duty.DRAFT_BATCH,
    "batch_release": Duty.RELEASE,
    "subsidy_check": Duty.CHECK_FUNDS,
    "review": Duty.REVIEW,
    "employment": Duty.REVIEW,
    "loan_office": Duty.HANDLE,
    "allocation": Duty.HANDLE,
    "rent": Duty.HANDLE,
    "insurance": Duty.CHECK,
    # Institutions and other departments say their own word on their own matter.
    "credit": Duty.CHECK,
    "disburse": Duty.CHECK,
    "check": Duty.CHECK,
    "survey": Duty.CHECK,
    "second_survey": Duty.CHECK,
    "sign": Duty.CHECK,
    "waiver": Duty.CHECK,
    "notary": Duty.CHECK,
}

# Who leads a unit: decides on recusals, substitutes and hand-overs of its people.
LEADERS = ("bureau_head", "deputy_head")

# Who examines a case, at whatever kind of office; deciding and paying is kept apart from it.
EXAMINERS = frozenset(role for role, duty in DUTY_OF_ROLE.items() if duty in (Duty.HANDLE, Duty.REVIEW))

# Whose declared duty it is to serve what the office issues (收发、送达), whichever case it belongs to: the window that hands papers out.
SERVERS = frozenset({"intake"})


def excluded(case: str, other: Duty, duty: Duty) -> str:
    """Why not me: the sentence for whom `other` keeps from `duty`. `case` is how the case is called ("本件", its number)."""
    if other is Duty.OWN:
        return f"{case}是您本人或您所代表一方的事项，您应当回避，请由本岗位其他人员办理。"
    if other is Duty.RECUSED:
        return f"您对{case}已经回避，不能再办理，请由本岗位其他人员办理。"
    return f"您对{case}做过“{other.label}”，按不相容职责分离的要求不能再做“{duty.label}”，请由本岗位其他人员办理。"


def conflict(duty: Duty, held: frozenset[Duty]) -> Duty | None:
    """A duty already done on the case that excludes this one, or None."""
    return next((other for other in sorted(held) if frozenset({duty, other}) in INCOMPATIBLE), None)
