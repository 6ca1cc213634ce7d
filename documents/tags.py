"""What a sheet may say about a plain value: `{{ fen|money }}`, `{{ issued_on|day }}`, `{{ qr_url|qr }}` …

A template library; the press loads it into every sheet. A float is refused: money is never one.
"""

from __future__ import annotations

import re
from html import escape, unescape

from django.template import Context, Library, Node, NodeList
from django.template.base import Parser, Token
from django.utils.safestring import SafeString

from documents import capitals, dates, qr, seal
from documents.headlines import broken
from documents.rolls import MARK
from documents.troubles import NotPrintable

_SPAN = re.compile(r"</?span[^>]*>")
register = Library()
register.filter("day", dates.day)
register.filter("moment", dates.moment)
register.filter("renminbi", capitals.renminbi)
register.filter("qr", qr.printed_qr)


@register.filter
def until(since: str, last: str) -> str:
    """`{{ period.since|until:period.until }}` → 2026年11月3日至9日."""
    return dates.period(since, last)


@register.filter
def money(fen: int) -> str:
    """1240050 → 12,400.50. TypeError for anything but whole fen."""
    if not isinstance(fen, int) or isinstance(fen, bool):
        raise TypeError(f"金额须为整数分：{fen!r}")
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{cents:02d}"


@register.filter
def stamp(organ_seal: dict[str, str]) -> str:
    """`{{ seal|stamp }}` → data URI of the seal's picture. NotPrintable where nobody's name is on it."""
    if not organ_seal.get("organ"):
        raise NotPrintable("印章上没有机关名称，文书不能印制：请在机构设置中补齐印章，再重新印制。")
    return seal.seal(organ_seal["organ"], organ_seal.get("purpose", ""))


@register.filter
def ordinal(index: int) -> str:
    """1 → 一, 12 → 十二, 23 → 二十三; for headings, up to 99."""
    tens, ones = divmod(index, 10)
    digits = "零一二三四五六七八九"
    head = ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") if index >= 0 else ""
    return head + (digits[ones] if ones or not tens else "")


@register.filter
def indent_of_date(organ: str) -> str:
    """How far the date ends from the right edge: four characters, more where a long name centred above would stand out."""
    half_a_date = 3.5  # characters
    return f"{max(4.0, len(organ) / 2 - half_a_date) * 15.793:.2f}pt"


@register.filter
def point_size(words: str, limits: str) -> str:
    """The largest type in which `words` stay on one line: `{{ organ.name|point_size:"156 40" }}` = 156 mm wide, at most 40 pt."""
    width_mm, largest = (float(part) for part in limits.split())
    return f"{min(largest, width_mm / 25.4 * 72 / max(len(words), 1)):.2f}pt"


@register.filter
def beside(standing: str) -> str:
    """What is printed beside a figure: nothing when it is enacted. KeyError for an unknown standing."""
    return {"enacted": "", "modelled": "（参照标准，非本市正式公布标准）", "sample": "（示例标准，非正式公布标准）"}[
        standing
    ]


@register.simple_tag(takes_context=True)
def estimated(context: Context, day: str) -> str:
    """What is printed beside a day that the holidays of an unpublished year may still move: key `estimated`, the ISO days of the paper
    of which that is so. The notes say why."""
    return "（推算）" if day in (context.get("estimated") or ()) else ""


@register.filter
def beside_short(standing: str) -> str:
    """The same for a narrow column; the note below the table says it in full."""
    return {"enacted": "", "modelled": "（参照）", "sample": "（示例）"}[standing]


@register.filter
def address(url: str) -> SafeString:
    """An internet address, which may go on in the next line after any of its characters."""
    return SafeString("<wbr>".join(escape(char) for char in url))


@register.filter
def row_id(index: int, part: dict[str, object]) -> SafeString:
    """The mark of a row of a long list, by which the press sees where a part's last page begins."""
    return SafeString("") if part["last"] else SafeString(f'{MARK}="{index + int(str(part["start"]))}"')


class BySense(Node):
    """`{% by_sense 19 %}…{% endby_sense %}`: a title in lines of at most 19 ideographs; the sheet's spans stay whole where they can."""

    def __init__(self, title: NodeList, most: int) -> None:
        self.nodelist, self.most = title, most

    def render(self, context: Context) -> str:
        """Markup other than spans is left as the sheet wrote it."""
        html = self.nodelist.render(context)
        pieces = [unescape(piece) for piece in _SPAN.split(html) if piece]
        if "<" in _SPAN.sub("", html):
            return html
        lines = broken(pieces, self.most)
        return SafeString("".join(f'<span class="line">{escape(line)}</span>' for line in lines))


@register.tag
def by_sense(parser: Parser, token: Token) -> BySense:
    """Read how many ideographs a line holds, and the title."""
    title = parser.parse(("endby_sense",))
    parser.delete_first_token()
    return BySense(title, int(token.split_contents()[1]))


class Needs(Node):
    """`{% needs number organ.name %}`: keys without which the sheet is not printed; prints nothing itself."""

    def __init__(self, names: list[str]) -> None:
        self.names = tuple(names)

    def render(self, context: Context) -> str:
        return ""


@register.tag
def needs(parser: Parser, token: Token) -> Needs:
    """Read the names; the press checks them against the data."""
    return Needs(token.split_contents()[1:])
