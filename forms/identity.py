"""Numbers that stand for a person, an organisation or an account: what is wrong with one, and how one is masked.

Sources: GB 11643-1999 (resident identity number), GB 32100-2015 (unified social credit code), ISO/IEC 7812 (Luhn).
The area part of an identity number is where it was first registered: it is never a reason to refuse.
"""

from __future__ import annotations

from datetime import date

from stdnum import luhn
from stdnum.cn import ric, uscc

CREDIT_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def id_problem(number: str) -> str:
    """What is wrong with a compact, upper-case resident identity number, as a sentence part; '' when nothing is."""
    if len(number) == 15 and number.isdigit():
        return "是15位的旧号码，请填现行的18位号码"
    if len(number) != 18:
        return f"应为18位，现在是{len(number)}位，请对照原件"
    if not (number[:17].isdecimal() and number.isascii() and (number[17].isdecimal() or number[17] == "X")):
        return "只能由数字组成，最后一位可以是X，请对照原件"
    if birth_date(number) is None:
        return "第7至14位的出生日期不存在，请对照原件"
    if ric.calc_check_digit(number) != number[17]:
        return "最后一位不对，请对照原件"
    return ""


def birth_date(number: str) -> date | None:
    """The date of birth in an 18-digit identity number, or None when no such day exists."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def credit_code_problem(code: str) -> str:
    """What is wrong with a compact, upper-case unified social credit code, as a sentence part; '' when nothing is."""
    if len(code) != 18:
        return f"应为18位，现在是{len(code)}位，请对照营业执照或登记证书"
    strange = [character for character in code if character not in CREDIT_CODE_CHARACTERS]
    if strange:
        return f"里不会有“{strange[0]}”（字母不用I、O、S、V、Z），请对照营业执照或登记证书"
    if not code[2:8].isdecimal():
        return "第3至8位应为数字，请对照营业执照或登记证书"
    if uscc.calc_check_digit(code[:17]) != code[17]:
        return "最后一位不对，请对照营业执照或登记证书"
    return ""


def luhn_holds(number: str) -> bool:
    """Whether the last digit of a card number fits the others. Some real cards fail: a reason to ask, not to refuse."""
    return luhn.is_valid(number)


def mask_name(name: str) -> str:
    """张× : the first character, the others hidden; the dot of a long name stays."""
    return name[:1] + "".join(rest if rest in "· " else "×" for rest in name[1:])


def mask_id(number: str) -> str:
    """The last four only: the first six with the last four would leave about 2,000 birth dates."""
    return "*" * max(len(number) - 4, 0) + number[-4:]


def mask_phone(number: str) -> str:
    """138****5678."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else "*" * max(len(number) - 4, 0) + number[-4:]


def mask_account(number: str) -> str:
    """6222 **** **** 1234; a short account shows its last four only."""
    return f"{number[:4]} **** **** {number[-4:]}" if len(number) >= 12 else f"**** {number[-4:]}"


def group_in_fours(number: str) -> str:
    """6222 0211 0200 1234, as it stands on the card."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
