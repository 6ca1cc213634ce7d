"""Static files: our own, Bootstrap from its package, htmx from the wheel of django-htmx."""

from __future__ import annotations

import os
from pathlib import Path

import django_htmx
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

HTMX = Path(os.path.dirname(django_htmx.__file__)) / "static" / "django_htmx"
ONLY = ("htmx-2.min.js",)


class HtmxFinder(BaseFinder):
    """Finds the one file of django-htmx that pages load."""

    storage = FileSystemStorage(location=HTMX)

    def check(self, **kwargs: object) -> list[object]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        name = path.removeprefix("htmx/")
        found = [str(HTMX / name)] if path.startswith("htmx/") and name in ONLY else []
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns: object) -> object:
        self.storage.prefix = "htmx"
        return ((name, self.storage) for name in ONLY)


class DigestedFiles(CompressedManifestStaticFilesStorage):
    """Names carry digests, so a browser may keep them for a year."""

    manifest_strict = True
