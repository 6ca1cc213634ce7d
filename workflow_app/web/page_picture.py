"""A page of a file as a picture: seen at once on any device, and nothing of a stranger's file reaches the browser but pixels."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.html import format_html

from forms.correction import Correction
from forms.intake.page_picture import page_picture
from workflow_app.models import vault
from workflow_app.policy.refusals import NotFound

SIDES = {"small": 480, "page": 1600, "large": 3000}  # the longest side in pixels; large is an A4 page at 250 dpi
DRAWN = 1  # raise it when the pictures change
SENTENCE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 877" role="img">
<rect width="620" height="877" fill="#f5f7f9"/>
<text x="310" y="420" text-anchor="middle" font-size="24" font-family="sans-serif" fill="#1f2933">{}</text>
<text x="310" y="464" text-anchor="middle" font-size="24" font-family="sans-serif" fill="#1f2933">{}</text></svg>"""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Page `number` of `of`; the page before and the next one, 0 where there is none."""

    number: int
    of: int

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1 if self.number < self.of else 0


def leaf(said: str, of: int) -> Leaf:
    """The page asked for in an address; whatever is no page of it is the nearest one."""
    asked = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
    return Leaf(min(max(asked, 1), max(of, 1)), of)


def picture_answer(request: HttpRequest, sha256: str, page: Leaf) -> HttpResponse:
    """That page of the stored PDF, in the `size` asked for. Who may see it was asked before.

    The browser may keep the picture and must ask each time before showing it, so that a right that ended has ended.
    """
    if not 1 <= page.number <= page.of:
        raise NotFound(f"这份材料共{page.of}页，没有第{page.number}页。")
    size = request.GET.get("size", "page")
    etag = f'"{DRAWN}-{sha256}-{page.number}-{SIDES.get(size, SIDES["page"])}"'
    answer = get_conditional_response(request, etag=etag) or _drawn(sha256, page, size)
    if answer.status_code != 422:
        answer["ETag"], answer["Cache-Control"] = etag, "private, no-cache"
    return answer


def _drawn(sha256: str, page: Leaf, size: str) -> HttpResponse:
    drawn = page_picture(vault.get(sha256), page.number, SIDES.get(size, SIDES["page"]))
    return _sentence(drawn) if isinstance(drawn, Correction) else HttpResponse(drawn, content_type="image/jpeg")


def _sentence(why: Correction) -> HttpResponse:
    """A browser shows a picture where it asked for one: the sentence stands in it."""
    what, _, then = why.words.rpartition("，")
    answer = HttpResponse(format_html(SENTENCE, f"{what}，", then), content_type="image/svg+xml", status=422)
    answer["Cache-Control"] = "private, no-store"
    return answer
