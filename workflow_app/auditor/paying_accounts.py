"""From which account, in which format: what was chosen is what the chain says, and no batch goes another way than was chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from workflow_app.auditor.books import Books, canonical, moment, parsed

UNCHOSEN = ("gb18030_csv", "")  # what a unit writes before anybody chose
CHOICES = """
SELECT u.code, p.profile, p.payer_account, p.by_id, p.at, p.collecting_payee, p.collecting_account, p.collecting_bank
FROM workflow_app_profilechoice p JOIN workflow_app_unit u ON u.id = p.unit_id
ORDER BY p.id
"""
TOLD = (
    "SELECT a.body, a.personal, a.by_id, a.at FROM workflow_app_action a WHERE a.verb = 'choose_profile' ORDER BY a.id"
)
BATCHES = """
SELECT b.number, b.profile, b.payer_account FROM workflow_app_paymentbatch b
LEFT JOIN workflow_app_profilechoice p
  ON p.unit_id = b.finance_id AND p.profile = b.profile AND p.payer_account = b.payer_account
WHERE p.id IS NULL ORDER BY b.id
"""


def found(books: Books) -> Iterator[str]:
    """A sentence for every choice the chain does not know, and every batch that goes another way than was chosen."""
    told = Counter(
        (body["unit"], body["profile"], personal, by, moment(at))
        for body, personal, by, at in ((parsed(raw), *rest) for raw, *rest in books.ask(TOLD))
    )
    for unit, profile, account, by, at, *collecting in books.ask(CHOICES):
        named = [account, *collecting] if any(collecting) else account
        said = (unit, profile, books.keyed(canonical(named), "personal"), by, moment(at))
        if not told[said]:
            yield f"{unit} 选用的银行格式或付款账号与记录不同"
        told[said] -= 1
    for unit, profile, *_rest in sorted(+told, key=str):
        yield f"记录里 {unit} 选用的银行格式 {profile} 没有登记"
    for batch, *way in books.ask(BATCHES):
        if tuple(way) != UNCHOSEN:
            yield f"批次 {batch} 的银行格式或付款账号不是它的单位选用过的"
