"""Static files: our own, Bootstrap from its package, htmx from the wheel of django-htmx."""

from __future__ import annotations

import builtins
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, overload

import django_htmx
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

HTMX = Path(os.path.dirname(django_htmx.__file__)) / "static" / "django_htmx"
ONLY = ("htmx-2.min.js",)


class HtmxFinder(BaseFinder):
    """Finds the one file of django-htmx that pages load."""

    storage = FileSystemStorage(location=HTMX)

    def check(self, **kwargs: object) -> builtins.list[CheckMessage]:
        return []

    @overload
    def find(self, path: str, find_all: Literal[False] = False) -> str | None: ...
    @overload
    def find(self, path: str, find_all: Literal[True]) -> builtins.list[str]: ...
    def find(self, path: str, find_all: bool = False) -> str | builtins.list[str] | None:
        name = path.removeprefix("htmx/")
        found = [str(HTMX / name)] if path.startswith("htmx/") and name in ONLY else []
        return found if find_all else next(iter(found), None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        vars(self.storage)["prefix"] = "htmx"
        return ((name, self.storage) for name in ONLY)


class DigestedFiles(CompressedManifestStaticFilesStorage):
    """Names carry digests, so a browser may keep them for a year."""

    manifest_strict = True
