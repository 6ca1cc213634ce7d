"""pain.001: a batch as the standard's credit transfer initiation, valid before it leaves; pain.002 as a simulated bank answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from workflow_app.bank.delimited_out import code_of
from workflow_app.bank.profile import Messages
from workflow_app.bank.schema import NAMESPACE, fault_of
from workflow_app.bank.transfer import Answer, Order, Transfer, Unwritable
from workflow_app.policy.money import yuan_text

CURRENCY = "CNY"
LONGEST = {"户名": 140, "开户行": 140, "账号": 34, "用途": 140}  # characters, as the schema has them
Tree = str | Mapping[str, "Tree"] | Sequence[Mapping[str, "Tree"]]


def write_initiation(profile: Messages, order: Order, message_id: str, transfers: Sequence[Transfer]) -> bytes:
    """One pain.001. Raises Unwritable for what the schema does not allow, naming the line."""
    for transfer in transfers:
        _fits(transfer)
    count, total = str(len(transfers)), yuan_text(sum(t.fen for t in transfers))
    day, instant = order.at.date().isoformat(), order.at.replace(tzinfo=None).isoformat(timespec="seconds")
    payer: Tree = {"Nm": order.payer[:140]}
    sums: dict[str, Tree] = {"NbOfTxs": count, "CtrlSum": total}
    head = {"MsgId": message_id, "CreDtTm": instant} | sums | {"InitgPty": payer}
    payment: dict[str, Tree] = {"PmtInfId": message_id, "PmtMtd": "TRF"} | sums
    payment |= {"ReqdExctnDt": day, "Dbtr": payer, "DbtrAcct": _account(order.payer_account)}
    payment |= {"DbtrAgt": {"FinInstnId": {"Othr": {"Id": "NOTPROVIDED"}}}}
    payment |= {"CdtTrfTxInf": [_transaction(order.batch, each) for each in transfers]}
    return _written(profile.payment, {"CstmrCdtTrfInitn": {"GrpHdr": head, "PmtInf": payment}})


def write_report(profile: Messages, batch: str, answers: Sequence[Answer]) -> bytes:
    """One pain.002 to those lines."""
    count, total = str(len(answers)), yuan_text(sum(a.fen for a in answers))
    original: dict[str, Tree] = {"OrgnlMsgId": batch, "OrgnlMsgNmId": profile.payment, "OrgnlNbOfTxs": count}
    original |= {"OrgnlCtrlSum": total}
    told: Tree = {"OrgnlPmtInfId": batch, "TxInfAndSts": [_status(profile, batch, each) for each in answers]}
    head: Tree = {"MsgId": f"R{batch}"[:35], "CreDtTm": "2026-01-01T00:00:00"}
    report: Tree = {"GrpHdr": head, "OrgnlGrpInfAndSts": original, "OrgnlPmtInfAndSts": told}
    return _written(profile.answer, {"CstmrPmtStsRpt": report})


def end_to_end(batch: str, ordinal: int) -> str:
    """How a line is called from end to end."""
    return f"{batch}-{ordinal}"


def _transaction(batch: str, t: Transfer) -> Mapping[str, Tree]:
    told: dict[str, Tree] = {"PmtId": {"EndToEndId": end_to_end(batch, t.ordinal)}}
    told |= {"Amt": {f"InstdAmt {CURRENCY}": yuan_text(t.fen)}}
    told |= {"CdtrAgt": {"FinInstnId": {"Nm": t.bank} if t.bank else {"Othr": {"Id": "NOTPROVIDED"}}}}
    told |= {"Cdtr": {"Nm": t.payee}, "CdtrAcct": _account(t.account)}
    return told | ({"RmtInf": {"Ustrd": t.purpose}} if t.purpose else {})


def _status(profile: Messages, batch: str, a: Answer) -> Mapping[str, Tree]:
    told: dict[str, Tree] = {"OrgnlEndToEndId": end_to_end(batch, a.ordinal), "TxSts": code_of(profile.results, a)}
    if not a.paid:
        told["StsRsnInf"] = {"Rsn": {"Cd": code_of(profile.reasons, a)}, "AddtlInf": a.reason[:105]}
    amount: Tree = {f"InstdAmt {CURRENCY}": yuan_text(a.fen)}
    return told | {"OrgnlTxRef": {"Amt": amount, "CdtrAcct": _account(a.account)}}


def _account(number: str) -> Tree:
    return {"Id": {"Othr": {"Id": number}}}


def _fits(t: Transfer) -> None:
    for name, value in zip(LONGEST, (t.payee, t.bank, t.account, t.purpose), strict=True):
        if any(each < " " for each in value) or len(value) > LONGEST[name] or (not value and name in ("户名", "账号")):
            what = f"是空的、超过{LONGEST[name]}个字，或者有换行等控制字符"
            raise Unwritable(f"第{t.ordinal}笔的“{name}”{what}，报文写不了，请更正后重新编制。")


def _written(message: str, tree: Mapping[str, Tree]) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}{message}}}Document", nsmap={None: NAMESPACE + message})
    _grow(root, NAMESPACE + message, tree)
    if fault := fault_of(message, root):
        raise Unwritable(f"报文不符合 {message} 的官方模式：{fault}。请核对收付款信息后重新编制。")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _grow(parent: Any, namespace: str, tree: Mapping[str, Tree]) -> None:
    """`"Name CNY"` is an element Name with the currency CNY; a list is the element once for each entry."""
    for key, below in tree.items():
        name, _space, currency = key.partition(" ")
        entries = [below] if isinstance(below, str | Mapping) else below
        for each in entries:
            child = etree.SubElement(parent, f"{{{namespace}}}{name}", {"Ccy": currency} if currency else {})
            if isinstance(each, str):
                child.text = each
            else:
                _grow(child, namespace, each)
