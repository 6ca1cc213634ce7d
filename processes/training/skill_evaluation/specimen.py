"""A made-up filing of this item: a migrant worker with a fresh certificate as 养老护理员. Every number is a specimen."""

from __future__ import annotations

from datetime import timedelta

from forms import specimen
from workflow_app.policy.specimen import FILE, Casting, Sections

AGO = timedelta(days=20)
LEVEL = "5"


def claim(casting: Casting) -> Sections:
    """A certificate of three weeks ago."""
    issued = casting.on - AGO
    return {
        "person": {
            "applicant_name": casting.name,
            "applicant_id": casting.number,
            "applicant_phone": specimen.phone_of(casting.number),
            "applicant_address": "示例村3号",
        },
        "place": {"county": casting.region, "township": "城关镇", "group": "migrant"},
        "certificate": {
            "occupation": "养老护理员",
            "level": LEVEL,
            "certificate_number": specimen.certificate_number(700_000 + casting.serial, LEVEL, issued.year),
            "certificate_date": issued.isoformat(),
            "certificates": [FILE + "证书.pdf"],
            "fee_fen": "230.00",
            "invoice": [FILE + "评价费票据.pdf"],
        },
        "social_card": {
            "payee_name": casting.name,
            "payee_bank": "示例银行",
            "payee_account": specimen.card_of(casting.number),
        },
        "service": {"service_way": "electronic"},
        "declarations": {"declare_truth": "on", "declare_checks": "on"},
    }
