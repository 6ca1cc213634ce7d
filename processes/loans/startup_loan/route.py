"""The way of the four kinds of case through bureau, bank, guarantee institution and finance (domain order of §0.1.5).

Releasing writes each route to routes/<procedure>.<n>.json; cases stay on the one they began with.
"""

from processes.routing import (
    all_of,
    any_of,
    at_least,
    desk,
    end,
    notice,
    notice_to_funds,
    receipt,
    refusal,
    route,
    step,
    to,
)

INTAKE = desk("intake", "综合窗口")
LOAN_OFFICE = desk("loan_office", "创业贷款担保岗")
DEPUTY_HEAD = desk("deputy_head", "分管领导")
BANK_CREDIT = desk("credit", "经办银行授信岗", unit="bank")
GUARANTOR_SIGNS = desk("sign", "担保机构签批岗", unit="guarantee")
FINANCE = desk("subsidy_check", "财政金融股", unit="finance")

CERTIFIES = desk("loan_office", "创业贷款担保岗", asks="certification")
ASKS_CREDIT = desk("credit", "经办银行核查征信", unit="bank", limit="step.check", asks="credit")
CHECKS_GUARANTEE = desk("check", "担保机构核保", unit="guarantee", limit="step.check", asks="guarantee_check")
# Two people of the guarantee institution go; the one who leads writes the survey.
SURVEYORS = (
    desk("survey", "担保机构调查岗", unit="guarantee", asks="survey"),
    desk("second_survey", "担保机构调查二岗", unit="guarantee"),
)
# Who presides writes down what was decided; of the others two must agree. No member may fix amount and term alone.
REVIEW_BOARD = all_of(
    desk("deputy_head", "评审会主持人", asks="board"),
    at_least(2, desk("loan_office", "人社部门成员"), FINANCE, GUARANTOR_SIGNS, BANK_CREDIT),
)

APPLICATION = route(
    "application", 1,
    *receipt(INTAKE, then="certify"),
    step(
        "certify", "人社部门资格审核", "accepted", any_of(CERTIFIES), "step.certify",
        approved=to("check"), refused=to("refuse"),
    ),
    step(
        "check", "银行征信核查和担保机构核保", "accepted", all_of(ASKS_CREDIT, CHECKS_GUARANTEE, first_no_decides=False), "step.check",
        approved=to("survey"), refused=to("refuse"), returned=to("certify"),
    ),
    step(
        "survey", "双人实地调查", "accepted", at_least(2, *SURVEYORS), "step.survey",
        approved=to("review_board"), refused=to("refuse"), returned=to("certify"),
    ),
    step(
        "review_board", "贷款评审会", "deciding", REVIEW_BOARD, "step.review_board",
        approved=to("notice"), refused=to("refuse"), returned=to("survey"),
    ),
    notice("counter_guarantee", back="certify"),
    step(
        "counter_guarantee", "办理反担保和抵押登记", "deciding",
        any_of(desk("check", "担保机构核保岗", unit="guarantee", asks="counter")), "step.counter_guarantee",
        approved=to("letter"), refused=to("refuse"),
    ),
    step(
        "letter", "出具担保函", "deciding", any_of(GUARANTOR_SIGNS), "step.letter",
        approved=to("disburse"), refused=to("refuse"), returned=to("counter_guarantee"),
    ),
    step(
        "disburse", "银行授信和放款", "deciding",
        any_of(desk("disburse", "经办银行放款岗", unit="bank", asks="disbursement")), "step.disburse",
        approved=end("approved"), refused=to("refuse"),
    ),
    refusal(DEPUTY_HEAD, back="certify"),
)  # fmt: skip

INTEREST_SUBSIDY = route(
    "interest_subsidy", 1,
    *receipt(INTAKE, then="reckon"),
    step(
        "reckon", "逐笔核对贴息", "accepted",
        all_of(LOAN_OFFICE, desk("check", "担保机构核对贷款", unit="guarantee"), first_no_decides=False), "step.subsidy_check",
        approved=to("finance"), refused=to("refuse"),
    ),
    step(
        "finance", "财政部门审核", "accepted", any_of(FINANCE), "step.subsidy_finance",
        approved=to("notice"), refused=to("refuse"), returned=to("reckon"),
    ),
    *notice_to_funds(DEPUTY_HEAD, back="reckon"),
    refusal(DEPUTY_HEAD, back="reckon"),
)  # fmt: skip

FUND_CLAIM = route(
    "fund_claim", 1,
    *receipt(INTAKE, then="verify"),
    step(
        "verify", "核查逾期和催收", "accepted",
        all_of(LOAN_OFFICE, desk("check", "担保机构核查", unit="guarantee"), first_no_decides=False), "step.claim_check",
        approved=to("agree"), refused=to("refuse"),
    ),
    step(
        "agree", "人社、财政会商代偿", "deciding", all_of(DEPUTY_HEAD, FINANCE), "step.claim_agree",
        approved=to("pay"), refused=to("refuse"), returned=to("verify"),
    ),
    step(
        "pay", "担保基金代偿", "deciding",
        any_of(desk("sign", "担保机构签批岗", unit="guarantee", asks="compensation")), "step.claim_pay",
        approved=end("approved"), returned=to("agree"),
    ),
    refusal(DEPUTY_HEAD, back="verify"),
)  # fmt: skip

WRITE_OFF = route(
    "write_off", 1,
    *receipt(INTAKE, then="verify"),
    step(
        "verify", "核查追偿和证明", "accepted", all_of(LOAN_OFFICE, BANK_CREDIT, first_no_decides=False), "step.write_off_check",
        approved=to("agree"), refused=to("refuse"),
    ),
    step(
        "agree", "人社、财政会商核销", "deciding", all_of(DEPUTY_HEAD, FINANCE), "step.write_off_agree",
        approved=end("approved"), refused=to("refuse"), returned=to("verify"),
    ),
    refusal(DEPUTY_HEAD, back="verify"),
)  # fmt: skip
