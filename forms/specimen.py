"""Made-up but valid numbers, by counting: the same number always gives the same person.

Each is recognisable as a specimen: identity numbers and credit codes lie in area 410599, which no code table has;
telephones begin with 19900, cards with 629999, organisations' accounts and certificate makers with 9999.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum import luhn
from stdnum.cn import ric, uscc

AREA = "410599"
_BIRTH_DATES = 15_000  # 1962-01-01 and the days after it
_FIRST_BIRTH = date(1962, 1, 1)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = (
    "秀英", "建国", "桂兰", "志强", "海燕", "永福", "春生", "玉梅", "文博", "晓东", "国庆", "丽华", "小军", "爱民", "思远",
    "雪", "磊", "静", "勇", "敏", "平", "芳", "刚",
)  # fmt: skip
# Names that break weak programs: beyond the basic plane, and with the dot.
RARE_NAMES = ("张䶮", "李㛃", "王𬭊", "赵𠅤", "买买提·吐尔逊", "阿依古丽·艾合买提")
_RARE_EVERY = 37


@dataclass(frozen=True)
class SpecimenPerson:
    """A person who does not exist, with all their numbers."""

    name: str
    id_number: str
    phone: str
    card: str


def person(number: int) -> SpecimenPerson:
    """The person of that number (0, 1, 2 …); different numbers below 1,000,000 share nothing but perhaps the name."""
    return SpecimenPerson(person_name(number), person_id(number), phone(number), card(number))


def person_name(number: int) -> str:
    """Every 37th name is a rare one."""
    if number % _RARE_EVERY == _RARE_EVERY - 1:
        return RARE_NAMES[number // _RARE_EVERY % len(RARE_NAMES)]
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number // len(_SURNAMES) % len(_GIVEN)]


def person_id(number: int) -> str:
    """A resident identity number; men (odd sequence) and women take turns."""
    born = _FIRST_BIRTH + timedelta(days=number * 7919 % _BIRTH_DATES)
    sequence = 1 + 2 * (number // _BIRTH_DATES) + number % 2
    return id_of(born, sequence)


def id_of(born: date, sequence: int, area: str = AREA) -> str:
    """The identity number of somebody born on that day."""
    body = f"{area}{born:%Y%m%d}{sequence:03d}"
    return body + ric.calc_check_digit(f"{body}0")


def credit_code(number: int, authority: str = "52") -> str:
    """A unified social credit code; '52' is a school registered with civil affairs, '91' a company."""
    subject = f"{number % 10**8:08d}"
    body = f"{authority}{AREA}{subject}{_subject_check(subject)}"
    return body + uscc.calc_check_digit(body)


def _subject_check(subject: str) -> str:
    """The ninth character of the subject code (GB 11714)."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(subject, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def phone(number: int) -> str:
    return f"19900{number % 10**6:06d}"


def card(number: int) -> str:
    """A personal card of 19 digits whose last one fits."""
    body = f"629999{number % 10**12:012d}"
    return body + luhn.calc_check_digit(body)


def organisation_account(number: int) -> str:
    return f"9999{number % 10**14:014d}"


def phone_of(identity: str) -> str:
    """The telephone of the one person with that identity number, whatever case they come in."""
    return phone(int(hashlib.sha256(identity.encode()).hexdigest(), 16))


def card_of(identity: str) -> str:
    """The card of the one person with that identity number."""
    return card(int(identity[6:17]))


def account_of(code: str) -> str:
    """The account of the one organisation with that credit code."""
    return organisation_account(int(code[:2] + code[8:16]))


def certificate_number(number: int, level: str = "5", year: int = 2026) -> str:
    """A 职业技能等级证书 of that level ('5' lowest)."""
    return f"S9999{AREA[:2]}000000{year % 100:02d}{level}{number % 10**6:06d}"
