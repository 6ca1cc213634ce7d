"""ISO 20022 messages, read element by element: pain.001 as it went to the bank, pain.002 as it came back."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from workflow_app.auditor.cells import Cells, Unlike

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")  # neither belongs into a message, and both could do harm


class Message:
    """A message of one kind. Raises Unlike for other bytes."""

    def __init__(self, kind: str, data: bytes) -> None:
        if any(each in data for each in FORBIDDEN):
            raise Unlike("报文里有文档类型或实体声明")
        try:
            self.root = ElementTree.fromstring(data)  # noqa: S314 (declarations were refused above)
        except ElementTree.ParseError as broken:
            raise Unlike(f"不是完整的报文（第{broken.position[0]}行）") from broken
        self.space = f"{{{NAMESPACE}{kind}}}"
        if self.root.tag != f"{self.space}Document":
            raise Unlike(f"不是 {kind} 报文")

    def all(self, name: str) -> Iterator[ElementTree.Element]:
        """Every element of that name, wherever it stands."""
        return self.root.iter(f"{self.space}{name}")

    def text(self, path: str, below: ElementTree.Element | None = None) -> str:
        """What stands at a path (names with / between), '' where nothing does."""
        found = (self.root if below is None else below).find("/".join(self.space + name for name in path.split("/")))
        return (found.text or "").strip() if found is not None else ""

    def currency(self, path: str, below: ElementTree.Element) -> str:
        """The currency of an amount."""
        found = below.find("/".join(self.space + name for name in path.split("/")))
        return found.get("Ccy", "") if found is not None else ""


def sent(message: Message) -> list[Cells]:
    """The transfers of a pain.001."""
    return [
        {
            "reference": message.text("PmtId/EndToEndId", each),
            "amount": message.text("Amt/InstdAmt", each),
            "currency": message.currency("Amt/InstdAmt", each),
            "payee": message.text("Cdtr/Nm", each),
            "account": message.text("CdtrAcct/Id/Othr/Id", each),
            "bank": message.text("CdtrAgt/FinInstnId/Nm", each),
            "purpose": message.text("RmtInf/Ustrd", each),
        }
        for each in message.all("CdtTrfTxInf")
    ]


def answered(message: Message) -> list[Cells]:
    """The transactions of a pain.002."""
    return [
        {
            "reference": message.text("OrgnlEndToEndId", each),
            "result": message.text("TxSts", each),
            "amount": message.text("OrgnlTxRef/Amt/InstdAmt", each),
            "account": message.text("OrgnlTxRef/CdtrAcct/Id/Othr/Id", each),
        }
        for each in message.all("TxInfAndSts")
    ]
