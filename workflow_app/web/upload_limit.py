"""Files that are too large are dropped while they arrive, never stored; the rest of the form is still read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

MEGABYTE = 1024 * 1024
MOST_FILES_AT_ONCE = 3  # times settings.UPLOAD_BYTES is the largest body that is read at all
PIECE = 64 * 1024
DRAINED_AT_MOST = 300 * MEGABYTE
DROPPED = "dropped_uploads"  # where a request keeps what was dropped of it
EACH = f"每个文件最多{settings.UPLOAD_BYTES // MEGABYTE}MB"


class SkipTooLarge(FileUploadHandler):
    """Stands first among the handlers; `too_large(request)` says afterwards which questions it dropped a file of."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > settings.UPLOAD_BYTES:
            vars(self.request).setdefault(DROPPED, {})[self.field_name] = self.file_name
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Somebody else keeps the file."""


def too_large(request: HttpRequest) -> dict[str, str]:
    """{question: file name} of what was dropped from this request."""
    return getattr(request, DROPPED, {})


def words_for(name: str) -> str:
    """What the person reads about a dropped file."""
    return f"“{name}”太大，没有收下。{EACH}，请压缩或分成几个文件后上传。"


def beyond_reading(request: HttpRequest) -> bool:
    """Whether the whole request announces more than may ever be read."""
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return False
    return announced > MOST_FILES_AT_ONCE * settings.UPLOAD_BYTES


def drain(request: HttpRequest) -> None:
    """Read and drop, so that the browser gets to hear the answer; give up on what has no end."""
    left = min(int(request.META["CONTENT_LENGTH"]), DRAINED_AT_MOST)
    while left > 0 and (piece := request.META["wsgi.input"].read(min(PIECE, left))):
        left -= len(piece)
