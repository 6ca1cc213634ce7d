"""What the offices are asked when they agree: each page is answered by the signer of one seat.

page            answer                     value
certification   certified_group            see questions.GROUPS;  certified_words
credit          lender_name, lender_code;  credit_result              'clear' 'doubt';  report_number text;  other_loans_found 'no' 'yes'
guarantee_check check_result               'fit' 'unfit';  check_words
survey          surveyed_on day;  employees int;  survey_words
board           granted_fen int, granted_months int, subsidised 'yes' 'no', granted_counter_guarantee
counter         contract_number text;  registration_number text or None;  spouse_consent 'given' 'none' 'missing'
disbursement    loan_fen int, rate and lpr Decimal ratios (0.0360), disbursed_on, due_on, receipt_number
compensation    compensated_fen int, compensated_on day, voucher_number
"""

from __future__ import annotations

from typing import Any

from forms.fields import Choice, Count, CreditCode, Day, Field, Money, Option, Rate, Text
from forms.questionnaire import Section
from processes.decree import IN_FORCE_SINCE
from processes.loans.startup_loan.questions import COUNTER_GUARANTEES, GROUPS

NO_YES = (Option("no", "没有"), Option("yes", "有"))
SUBSIDISED = (Option("yes", "给予财政贴息"), Option("no", "不给予财政贴息"))


def _page(slug: str, title: str, *fields: Field[Any], lead: str = "") -> Section:
    return Section(slug, title, fields, lead)


SECTIONS = {
    "certification": _page(
        "certification",
        "资格审核意见",
        Choice("certified_group", "核定的人员类别", GROUPS),
        Text("certified_words", "核对了哪些证件", longest=200),
    ),
    "credit": _page(
        "credit",
        "征信核查结果",
        Text("lender_name", "经办银行名称", hint="写到支行，与借款合同一致", longest=100),
        CreditCode("lender_code", "银行统一社会信用代码"),
        Choice("credit_result", "征信情况", (Option("clear", "没有不良记录"), Option("doubt", "有须说明的记录"))),
        Choice("other_loans_found", "有没有申报以外的贷款", NO_YES),
        Text("report_number", "征信报告编号", longest=40),
        lead="只能依据已经提交的授权书查询。",
    ),
    "guarantee_check": _page(
        "guarantee_check",
        "核保结果",
        Choice("check_result", "核保结论", (Option("fit", "可以担保"), Option("unfit", "不宜担保"))),
        Text("check_words", "核对了哪些情况", longest=200),
    ),
    "survey": _page(
        "survey",
        "实地调查",
        Day("surveyed_on", "调查日期", not_before=IN_FORCE_SINCE),
        Count("employees", "带动就业人数", "人", at_most=1_000),
        Text("survey_words", "经营场所、规模和资金用途", longest=500, lines=True),
        lead="由两人以上到经营场所调查。",
    ),
    "board": _page(
        "board",
        "评审决定",
        Money("granted_fen", "核定额度（元）", at_least_fen=100_000),
        Count("granted_months", "核定期限", "个月", at_least=1, at_most=120),
        Choice("subsidised", "贴息", SUBSIDISED),
        Choice("granted_counter_guarantee", "反担保方式", COUNTER_GUARANTEES),
    ),
    "counter": _page(
        "counter",
        "反担保办理情况",
        Text("contract_number", "反担保合同编号", longest=40),
        Text("registration_number", "抵押（质押）登记证明号", hint="自然人保证的不填", longest=60, required=False),
        Choice(
            "spouse_consent",
            "配偶书面同意",
            (Option("given", "已取得"), Option("none", "没有配偶"), Option("missing", "没有取得")),
        ),
    ),
    "disbursement": _page(
        "disbursement",
        "放款",
        Money("loan_fen", "放款金额（元）", at_least_fen=100_000),
        Rate("rate", "合同年利率（%）", hint="例如 3.60"),
        Rate("lpr", "签订合同时的一年期LPR（%）", hint="例如 3.10"),
        Day("disbursed_on", "放款日期", not_before=IN_FORCE_SINCE),
        Day("due_on", "到期日期", not_before=IN_FORCE_SINCE),
        Text("receipt_number", "借据编号", longest=40),
        lead="由经办银行独立作出授信决定。",
    ),
    "compensation": _page(
        "compensation",
        "担保基金代偿",
        Money("compensated_fen", "代偿金额（元）", at_least_fen=1),
        Day("compensated_on", "代偿日期", not_before=IN_FORCE_SINCE),
        Text("voucher_number", "转账凭证号", longest=40),
        lead="代偿资金从担保基金专户支付，不经国库集中支付。",
    ),
}

OF_APPLICATION = {
    name: SECTIONS[name]
    for name in ("certification", "credit", "guarantee_check", "survey", "board", "counter", "disbursement")
}
OF_FUND_CLAIM = {"compensation": SECTIONS["compensation"]}
