"""A program of its own: a picture or a PDF written anew. Its decoders are C and C++, and read what a stranger sent.

Words: the kind, then the limits as JSON. It answers a line of JSON, `pages` or why it is `refused`, then the new bytes.
"""

from __future__ import annotations

import json

from forms.confined import confine
from forms.intake.limits import Limits, Unwelcome
from forms.intake.pdf import rewritten_pdf
from forms.intake.picture import rewritten_picture
from forms.intake.sniff import PICTURE


def rewritten(data: bytes, kind: str, limits: Limits) -> tuple[bytes, int]:
    """New bytes and how many pages they hold. Raises Unwelcome."""
    return (rewritten_picture(data, limits), 1) if kind == PICTURE else rewritten_pdf(data, limits)


def told(data: bytes, kind: str, limits: str) -> bytes:
    """The program's answer."""
    try:
        content, pages = rewritten(data, kind, Limits(**json.loads(limits)))
    except Unwelcome as refusal:
        return json.dumps({"refused": refusal.words}).encode() + b"\n"
    return json.dumps({"pages": pages}).encode() + b"\n" + content


if __name__ == "__main__":
    confine(told)
