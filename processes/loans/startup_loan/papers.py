"""The papers of the four procedures. Most wordings are the house's own templates; those of the loan stand in sheets/."""

from __future__ import annotations

from typing import Any

from forms.answers import Answers
from forms.fields import yuan_text
from forms.identity import mask_id
from processes.loans.calculation.interest import rate_text
from processes.loans.calculation.subsidy import counted, interest_counted
from processes.loans.startup_loan import GUARANTEE, JOINT_DEBT, OPINION
from processes.loans.startup_loan.asking import COUNTER_NAMES
from processes.loans.startup_loan.claiming import defaulted
from processes.loans.startup_loan.eligibility import GROUP_NAMES
from processes.loans.startup_loan.subsidising import asked
from processes.loans.startup_loan.writing_off import GROUND_NAMES, lost
from processes.papers import OF_EVERY_FILING, OF_PAYMENT
from workflow_app.policy.effect import Telling
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.standing import Standing
from workflow_app.policy.used import ValueUsed

OWN_SHEETS = "loans/startup_loan/sheets"


def letter_facts(telling: Telling) -> dict[str, Any]:
    """担保函: who answers for what, how, until when, and what part the fund bears."""
    answers, told = telling.facts.answers, telling.facts.told
    return {
        "borrower": {"name": answers.applicant_name, "identity": answers.applicant_id},
        "bank": told["credit"].lender_name,
        "granted": _granted(telling),
        "guarantee": {
            "months": _value(telling, "loan.guarantee.months"),
            "share": _value(telling, "loan.claim.fund_share"),
        },
        "counter": {
            "kind": COUNTER_NAMES[told["board"].granted_counter_guarantee],
            "contract": told["counter"].contract_number,
            "registration": told["counter"].registration_number or "",
        },
        "basis": [str(GUARANTEE)],
    }


def decision_facts(telling: Telling) -> dict[str, Any]:
    """贷款决定通知书: what the board granted and what the bank paid out."""
    answers, told = telling.facts.answers, telling.facts.told
    paid = told["disbursement"]
    return {
        "group": GROUP_NAMES[told["certification"].certified_group],
        "business": answers.business_name,
        "purpose": answers.purpose,
        "granted": _granted(telling),
        "subsidised": told["board"].subsidised == "yes",
        "loan": {
            "bank": told["credit"].lender_name,
            "fen": paid.loan_fen,
            "rate": rate_text(paid.rate),
            "lpr": rate_text(paid.lpr),
            "disbursed_on": paid.disbursed_on.isoformat(),
            "due_on": paid.due_on.isoformat(),
            "receipt": paid.receipt_number,
        },
        "basis": [str(OPINION), str(JOINT_DEBT)],
        "marks": _marks(telling, "loan.person.max", "loan.rate.over_lpr"),
    }


def subsidy_facts(telling: Telling) -> dict[str, Any]:
    """贴息核定表: the loan, the quarter, how it is subsidised, the days and their interest, the arithmetic."""
    claim, line = asked(telling.facts), telling.line
    assert claim.loan, "a subsidy is granted for a loan"
    assert claim.quarter, "and for a quarter"
    assert line, "told line by line"
    assert line.amount, "with a sum"
    terms = claim.loan.course.terms
    return {
        "borrower": {"name": claim.loan.name, "identity": mask_id(claim.loan.borrower)},
        "bank": claim.loan.lender,
        "loan": {
            "number": claim.loan.number,
            "fen": terms.principal_fen,
            "rate": rate_text(terms.rate),
            "lpr": rate_text(terms.lpr),
            "disbursed_on": terms.disbursed_on.isoformat(),
        },
        "quarter": {"title": claim.quarter.title, "settled_on": claim.quarter.settled_on.isoformat()},
        "regime": next(each.text for each in line.amount.used if each.key == "loan.subsidy.regime"),
        "days": sum(each.days for each in counted(claim.loan.course, claim.quarter)),
        "interest_fen": interest_counted(claim.loan.course, claim.quarter),
        "formula": line.amount.formula,
        "fen": line.amount.fen,
        "standing": line.amount.standing.value,
        "payee": telling.facts.answers.payee_name,
        "marks": [line.amount.standing.notice],
    }


def claim_facts(telling: Telling) -> dict[str, Any]:
    """代偿决定通知书: what was owed, what the fund paid."""
    claim = defaulted(telling.facts)
    assert claim.loan, "a claim on the fund rests on a loan"
    paid, line = telling.facts.told["compensation"], telling.assessment.lines[0]
    assert line.amount, "with a sum"
    owed = claim.loan.debt_on(telling.facts.filed_on)
    return {
        "borrower": {"name": claim.loan.name, "identity": mask_id(claim.loan.borrower)},
        "loan": {
            "number": claim.loan.number,
            "behind_since": (claim.loan.behind_since or telling.facts.filed_on).isoformat(),
        },
        "owed": {
            "principal": owed.principal_fen,
            "interest": owed.due_interest_fen + owed.accrued_fen,
            "fen": owed.to_settle_fen,
        },
        "formula": line.amount.formula,
        "fen": paid.compensated_fen,
        "standing": line.amount.standing.value,
        "paid_on": paid.compensated_on.isoformat(),
        "voucher": paid.voucher_number,
        "marks": [line.amount.standing.notice],
    }


def write_off_facts(telling: Telling) -> dict[str, Any]:
    """核销决定书: what the fund paid, what came back, why nothing more can be had."""
    claim = lost(telling.facts)
    assert claim.loan, "a loss rests on a loan"
    return {
        "borrower": {"name": claim.loan.name, "identity": mask_id(claim.loan.borrower)},
        "loan": {"number": claim.loan.number},
        "paid_fen": claim.loan.compensated_fen,
        "back_fen": claim.loan.recovered_fen,
        "lost_fen": claim.lost_fen,
        "ground": GROUND_NAMES[telling.facts.answers.ground],
    }


def minutes_facts(telling: Telling) -> dict[str, Any]:
    """贷款评审会纪要: what the board heard of the offices, and what it fixed."""
    answers, told = telling.facts.answers, telling.facts.told
    credit, survey = told["credit"], told["survey"]
    heard = [
        f"办件{telling.case_number}：{answers.applicant_name}申请贷款{yuan_text(answers.wished_fen)}元，"
        f"期限{answers.wished_months}个月，用于{answers.purpose}。",
        f"资格审核核定为{GROUP_NAMES[told['certification'].certified_group]}；征信报告{credit.report_number}"
        f"{'没有不良记录' if credit.credit_result == 'clear' else '有须说明的记录'}；"
        f"实地调查：{_without_stop(survey.survey_words)}，带动就业{survey.employees}人。",
    ]
    return {"heard": heard, "shows_sum": False} | ({"resolution": _resolved(told["board"])} if "board" in told else {})


def _resolved(board: Answers) -> str:
    subsidised = "给予财政贴息" if board.subsidised == "yes" else "不给予财政贴息"
    return (
        f"核定贷款额度{yuan_text(board.granted_fen)}元，期限{board.granted_months}个月，{subsidised}，"
        f"反担保方式为{COUNTER_NAMES[board.granted_counter_guarantee]}。按程序公示，公示没有异议的，办理反担保、出具担保函。"
    )


def _without_stop(words: str) -> str:
    return words.strip().rstrip("。")


def _granted(telling: Telling) -> dict[str, Any]:
    board = telling.facts.told["board"]
    return {"fen": board.granted_fen, "months": board.granted_months}


def _used(telling: Telling, key: str) -> ValueUsed:
    return next(value for each in telling.assessment.findings for value in each.used if value.key == key)


def _value(telling: Telling, key: str) -> dict[str, str]:
    """A figure of policy as a finding read it, with its standing."""
    used = _used(telling, key)
    return {"text": used.text, "standing": used.standing.value}


def _marks(telling: Telling, *keys: str) -> list[str]:
    read = {value.key: value for each in telling.assessment.findings for value in each.used}
    standings = {read[key].standing for key in keys if key in read}
    return [each.notice for each in Standing if each in standings and each is not Standing.ENACTED]


MINUTES = PaperKind(
    "minutes", "贷款评审会纪要", "gongwen", "纪", "papers/minutes.html", internal=True, tell=minutes_facts
)
LOAN_NOTICE = PaperKind("public_notice", "公示", "case_paper", "示", f"{OWN_SHEETS}/loan_notice.html")
SUBSIDY_NOTICE = PaperKind("public_notice", "公示", "case_paper", "示", f"{OWN_SHEETS}/subsidy_notice.html")
LETTER = PaperKind("letter", "担保函", "case_paper", "函", f"{OWN_SHEETS}/letter.html", tell=letter_facts)
LOAN_DECISION = PaperKind(
    "loan_decision",
    "创业担保贷款决定通知书",
    "case_paper",
    "贷",
    f"{OWN_SHEETS}/loan_decision.html",
    tell=decision_facts,
)
# Who borrowed is asked for what the fund paid in the file of their own application.
RECOURSE = PaperKind("recourse", "追偿函", "case_paper", "追偿", f"{OWN_SHEETS}/recourse.html")
SUBSIDY_SHEET = PaperKind(
    "subsidy_sheet", "贷款贴息核定表", "case_paper", "息", f"{OWN_SHEETS}/subsidy_sheet.html", tell=subsidy_facts
)
FUND_DECISION = PaperKind(
    "fund_decision", "代偿决定通知书", "case_paper", "偿", f"{OWN_SHEETS}/fund_decision.html", tell=claim_facts
)
WRITE_OFF_DECISION = PaperKind(
    "write_off_decision",
    "核销决定书",
    "case_paper",
    "销",
    f"{OWN_SHEETS}/write_off.html",
    internal=True,
    tell=write_off_facts,
)

OF_APPLICATION = (*OF_EVERY_FILING, LOAN_NOTICE, MINUTES, LETTER, LOAN_DECISION, RECOURSE)
OF_SUBSIDY = (*OF_EVERY_FILING, SUBSIDY_NOTICE, SUBSIDY_SHEET, *OF_PAYMENT)
OF_FUND_CLAIM = (*OF_EVERY_FILING, FUND_DECISION)
OF_WRITE_OFF = (*OF_EVERY_FILING, WRITE_OFF_DECISION)
