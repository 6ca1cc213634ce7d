"""pain.002: the bank's status report, valid, complete and final, or refused with a sentence."""

from __future__ import annotations

import re
from typing import Any

from workflow_app.bank.delimited_in import NOTHING_POSTED, UNEXPLAINED, outcome
from workflow_app.bank.iso20022_out import CURRENCY
from workflow_app.bank.profile import PAID, Messages
from workflow_app.bank.schema import NAMESPACE, read_message
from workflow_app.bank.transfer import Answer, Said, Unreadable
from workflow_app.policy.money import yuan_text

REFERENCE = re.compile(r"(.{1,30})-([0-9]{1,9})")
AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
UNFINISHED = ("ACCP", "ACSP", "ACTC", "ACWC", "PDNG", "RCVD", "PART")


def read_report(profile: Messages, data: bytes) -> list[Said]:
    """What the report says of each transaction, which it must name with amount and account. Raises Unreadable."""
    root = read_message(profile.answer, data)
    report = _Report(profile, NAMESPACE + profile.answer)
    said = [report.said(n, each) for n, each in enumerate(root.iter(report.tag("TxInfAndSts")), start=1)]
    _adds_up(report, root, [each.answer.fen for each in said])
    return said


class _Report:
    def __init__(self, profile: Messages, namespace: str) -> None:
        self.profile, self.namespace = profile, namespace

    def tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def text(self, node: Any, path: str) -> str:
        found = node.find("/".join(self.tag(name) for name in path.split("/")))
        return (found.text or "").strip() if found is not None else ""

    def said(self, number: int, node: Any) -> Said:
        reference = REFERENCE.fullmatch(self.text(node, "OrgnlEndToEndId"))
        amount = self.text(node, "OrgnlTxRef/Amt/InstdAmt")
        account = self.text(node, "OrgnlTxRef/CdtrAcct/Id/Othr/Id")
        if reference is None or not AMOUNT.fullmatch(amount) or not account or self.currency(node) != CURRENCY:
            raise Unreadable(
                f"回执报文第{number}笔（第{node.sourceline}行）没有写全原端到端标识、人民币金额和收款账号，无法核对。"
                "请向代理银行取得带原交易信息（OrgnlTxRef）的回执，本次没有入账。"
            )
        paid, reason = self.outcome(number, node)
        return Said(node.sourceline, reference[1], Answer(int(reference[2]), account, _fen(amount), paid, reason))

    def currency(self, node: Any) -> str:
        found = node.find("/".join(self.tag(name) for name in ("OrgnlTxRef", "Amt", "InstdAmt")))
        return str(found.get("Ccy")) if found is not None else ""

    def outcome(self, number: int, node: Any) -> tuple[bool, str]:
        status = self.text(node, "TxSts")
        means = self.profile.results.get(status)
        if means is None:
            what = "还没有最终结果" if status in UNFINISHED else "不在代码表里，不知道钱有没有付出"
            raise Unreadable(
                f"回执报文第{number}笔的状态“{status}”{what}。请等代理银行发来最终回执（{'、'.join(self.profile.results)}）后再导入，本次没有入账。"
            )
        if means == PAID:
            return True, ""
        code, added = self.text(node, "StsRsnInf/Rsn/Cd"), self.text(node, "StsRsnInf/AddtlInf")
        if not code:
            return False, added or UNEXPLAINED
        return outcome(self.profile.reasons.get(code, f"原因代码{code}"), added)


def _fen(amount: str) -> int:
    whole, _dot, cents = amount.partition(".")
    return int(whole) * 100 + int(cents.ljust(2, "0"))


def _adds_up(report: _Report, root: Any, fens: list[int]) -> None:
    """Count and sum of the group must be there: a report that lost a transaction is still well-formed."""
    group = root.find(f".//{report.tag('OrgnlGrpInfAndSts')}")
    count, total = report.text(group, "OrgnlNbOfTxs"), report.text(group, "OrgnlCtrlSum")
    if not AMOUNT.fullmatch(total) or (count.lstrip("0"), _fen(total)) != (str(len(fens)), sum(fens)):
        raise Unreadable(
            f"回执报文的笔数和总额（{count or '未写'}笔、{total or '未写'}元）与明细（{len(fens)}笔、{yuan_text(sum(fens))}元）不符。{NOTHING_POSTED}"
        )
