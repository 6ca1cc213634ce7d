"""Bytes as an answer of the web: shown in the page or saved, never guessed at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from csp.decorators import csp_exempt
from django.http import HttpResponse, StreamingHttpResponse

from workflow_app.web.who import View

TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def bytes_answer(content: bytes, kind: str, name: str, *, save: bool = False) -> HttpResponse:
    """`kind` is of TYPES; anything else is only ever saved. `name` may be Chinese."""
    answer = HttpResponse(content, content_type=TYPES.get(kind, "application/octet-stream"))
    how = "attachment" if save or kind not in ("pdf", "jpeg") else "inline"
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "private, no-store"
    return answer


def long_answer(parts: Iterator[bytes], size: int, name: str) -> StreamingHttpResponse:
    """A file to save that is never whole in memory."""
    answer = StreamingHttpResponse(parts, content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Content-Length"] = str(size)
    answer["Cache-Control"] = "private, no-store"
    return answer


def without_page_policy(view: View) -> View:
    """A browser's own PDF reader needs what our pages' policy forbids; received and issued PDFs carry no scripts."""
    exempt: Any = csp_exempt()  # typed for views without arguments only
    return exempt(view)
