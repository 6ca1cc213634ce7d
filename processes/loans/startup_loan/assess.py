"""What the law says about the four kinds of case: conditions and sums put together."""

from __future__ import annotations

from dataclasses import replace

from processes.alive import Watched, is_alive
from processes.answered import once_asked
from processes.identified import Named, identity_is_registered
from processes.loans.startup_loan import OPINION
from processes.loans.startup_loan.asking import OF_REQUEST
from processes.loans.startup_loan.borrower import CLAIM_KIND, KEY, borrower
from processes.loans.startup_loan.claiming import OF_CLAIM, OF_PAYMENT, compensation, defaulted
from processes.loans.startup_loan.eligibility import OF_PERSON
from processes.loans.startup_loan.lent import CLAIM_ON_FUND_KIND, SUBSIDY_KIND, WRITE_OFF_KIND
from processes.loans.startup_loan.subsidising import OF_SUBSIDY, Asked, amount, asked
from processes.loans.startup_loan.told import of_offices
from processes.loans.startup_loan.writing_off import OF_LOSS, loss, lost
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.condition import findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register


def assess_application(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """Who asks, what for, what the offices said so far; one line that pays nothing and holds the place of the loan."""
    applicant, answers = borrower(facts), facts.answers
    of_identity = findings(
        (identity_is_registered,), Named(facts, answers.applicant_id, answers.applicant_name), policy
    )
    found = findings((*OF_PERSON, *OF_REQUEST), applicant, policy)
    lent = facts.told.get("disbursement")
    line = LineAssessment(
        key=KEY,
        beneficiary=answers.applicant_id,
        name=answers.applicant_name,
        findings=(),
        amount=AmountLine.reckon("创业担保贷款", "0.00", OPINION, ()),
        kind=CLAIM_KIND,
        since=lent.disbursed_on if lent else None,
        until=lent.due_on if lent else None,
    )
    return _said((*found, *of_identity, *of_offices(applicant, policy)), line, policy)


def assess_subsidy(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """One quarter of one loan."""
    claim = asked(facts)
    sum_of_quarter = amount(claim, policy)
    found = findings(OF_SUBSIDY, claim, policy)
    if sum_of_quarter is None or claim.quarter is None:
        return Assessment(found, (), policy.day, policy.edition_sha256)
    line = _line((facts.answers.borrower_id, claim.name), claim.key, sum_of_quarter, SUBSIDY_KIND)
    alive = once_asked(facts, Register.DEATH, line.beneficiary, is_alive)
    return _said(found, replace(line, findings=findings(alive, _watched(claim), policy)), policy)


def _watched(claim: Asked) -> Watched:
    """Who files has to live on that day; for whom the bank files, until the interest was due."""
    answers, filed_on = claim.answers, claim.facts.filed_on
    until = filed_on if answers.filed_as == "person" else min(claim.over_on or filed_on, filed_on)
    return Watched.on(claim.facts, answers.borrower_id, until)


def assess_fund_claim(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """The bank's claim on the fund, and what was paid once it was."""
    claim = defaulted(facts)
    share = compensation(claim, policy)
    paid = findings(OF_PAYMENT, claim, policy) if "compensation" in facts.told else ()
    found = (*findings(OF_CLAIM, claim, policy), *paid)
    if share is None:
        return Assessment(found, (), policy.day, policy.edition_sha256)
    return _said(found, _line(_filer(facts), claim.key, share, CLAIM_ON_FUND_KIND), policy)


def assess_write_off(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """A loss of the fund."""
    claim = lost(facts)
    line = _line(_filer(facts), claim.key, loss(claim), WRITE_OFF_KIND)
    return _said(findings(OF_LOSS, claim, policy), line, policy)


def _line(who: tuple[str, str], key: str, sum_of_it: AmountLine, kind: str) -> LineAssessment:
    """The one line of a later case, for (number, name); its key is used once, like a paper."""
    return LineAssessment(
        key=key, beneficiary=who[0], name=who[1], findings=(), amount=sum_of_it, evidence=key, kind=kind
    )


def _filer(facts: Facts) -> tuple[str, str]:
    return facts.answers.credit_code, facts.answers.organisation_name


def _said(found: tuple[Finding, ...], line: LineAssessment, policy: PolicyOnDate) -> Assessment:
    return Assessment(found, (line,), policy.day, policy.edition_sha256)
