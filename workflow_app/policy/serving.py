"""One account or one telephone that serves more people than it should: a doubt somebody looks into, never a refusal.

The house's own numbers: no rule we read says how many. An organisation is one payee, however many it is paid for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workflow_app.policy.citation import UNENACTED, Citation
from workflow_app.policy.finding import OTHER_CASES, Finding, Verdict
from workflow_app.policy.standing import Standing
from workflow_app.policy.used import ValueUsed

ACCOUNT_SERVES = 1  # people who may be paid to one account
PHONE_SERVES = 3  # people who may give one telephone as theirs: a household shares one
ACCOUNT, PHONE = "account_serves_many", "phone_serves_many"
SERVING = (ACCOUNT, PHONE)
NAMED_AT_MOST = 20  # other cases in one finding
RULE = Citation(f"同一账户和手机号码的核对规则{UNENACTED}")
SINCE = date(2026, 1, 1)


def account_serves(people: int, others: Sequence[str]) -> Finding | None:
    """What is found of an account that so many payees share, with the numbers of the other cases; None within the limit."""
    if people <= ACCOUNT_SERVES:
        return None
    words = f"同一个收款账户共为{people}人收款，另外用在{OTHER_CASES}。"
    title, says = f"一个账户为{people}人收款", "一个收款账户最多为几人收款"
    return _found(ACCOUNT, title, words, _used("pay.account_serves", says, ACCOUNT_SERVES), others)


def phone_serves(people: int, others: Sequence[str]) -> Finding | None:
    """The same of a telephone that so many beneficiaries gave as theirs."""
    if people <= PHONE_SERVES:
        return None
    where = f"，另外用在{OTHER_CASES}" if others else "，都在本件的名单里"
    words = f"同一个手机号码共有{people}人登记为本人的联系电话{where}。"
    title, says = f"一个手机号码为{people}人申请", "一个手机号码最多登记为几人的联系电话"
    return _found(PHONE, title, words, _used("pay.phone_serves", says, PHONE_SERVES), others)


def is_new(found: Finding, told: Sequence[Finding]) -> bool:
    """Whether a finding says more than those somebody settled already: nothing of it was said, or another case joined."""
    before = [each for each in told if each.condition == found.condition]
    known = {number for each in before for number in each.others}
    return not before or bool(set(found.others) - known)


def _found(condition: str, title: str, words: str, used: ValueUsed, others: Sequence[str]) -> Finding:
    remedy = "核实账户和手机号码是否属于本人。"
    named = tuple(others[:NAMED_AT_MOST])
    return Finding(condition, title, Verdict.UNDECIDED, words, RULE, (used,), remedy, others=named)


def _used(key: str, says: str, most: int) -> ValueUsed:
    return ValueUsed(key, says, f"{most}人", SINCE, RULE, Standing.SAMPLE)
