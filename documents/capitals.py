"""人民币大写: an amount in fen as the capital figures a voucher carries (正确填写票据和结算凭证的基本规定)."""

from __future__ import annotations

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
LIMIT = 10 ** (4 * len(GROUPS)) * 100


def capitals(fen: int) -> str:
    """`fen` as 壹仟肆佰零玖元伍角: 整 after 元 and after 角, none after 分. ValueError when negative or above 9,999 万亿."""
    if not 0 <= fen < LIMIT:
        raise ValueError(f"大写金额只能从零到九千九百九十九万亿元：{fen} 分。")
    yuan, cents = divmod(fen, 100)
    jiao, rest = divmod(cents, 10)
    words = f"{_whole(yuan)}元" if yuan else ""
    if not cents:
        return (words or "零元") + "整"
    if yuan and (not jiao or yuan % 10 == 0):  # after a round sum the rule leaves this 零 free; we write it
        words += DIGITS[0]
    words += f"{DIGITS[jiao]}角" if jiao else ""
    return words + (f"{DIGITS[rest]}分" if rest else "整")


def renminbi(fen: int) -> str:
    """The same with the currency in front, as papers carry it: 人民币壹拾元整."""
    return f"人民币{capitals(fen)}"


def _whole(yuan: int) -> str:
    """A whole number in groups of four digits; one 零 stands for any run of zeros inside."""
    words = ""
    for index in reversed(range(len(GROUPS))):
        group = yuan // 10_000**index % 10_000
        if not group:
            continue
        gap = words and (group < 1000 or yuan // 10_000 ** (index + 1) % 10_000 == 0)
        words += (DIGITS[0] if gap else "") + _group(group) + GROUPS[index]
    return words


def _group(number: int) -> str:
    words, gap = "", False
    for place in reversed(range(len(PLACES))):
        digit = number // 10**place % 10
        if digit:
            words += (DIGITS[0] if gap else "") + DIGITS[digit] + PLACES[place]
        gap = not digit and bool(words)
    return words
