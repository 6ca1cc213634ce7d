"""Released routes are as they were when they were first seen, and none that a case is on is gone."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count

from workflow_app.flow.released import digest_of, files_of, version_in
from workflow_app.models import Case, RouteRelease
from workflow_app.policy import catalogue


def broken() -> Iterator[str]:
    """A sentence for every release that was edited or removed, with how many cases are on it."""
    there = {
        (item.slug, procedure.slug, int(version_in(file))): file
        for item in catalogue.items()
        for procedure in item.procedures
        for file in files_of(item, procedure)
    }
    known = {(row.item, row.procedure, row.version): row.digest for row in RouteRelease.objects.all()}
    for on, cases in _cases().items():
        if on not in there:
            yield f"{_named(*on)}的文件不在了，还有{cases}件办件走这一版；请从版本库取回"
    for on, file in there.items():
        if on in known and digest_of(file) != known[on]:
            yield f"{_named(*on)}的文件 {file.name} 在发布后被改动；请从版本库取回，改动用 release_route 另发一版"


def _cases() -> dict[tuple[str, str, int], int]:
    on = Case.objects.values_list("item", "procedure", "route_version").annotate(cases=Count("pk")).order_by()
    return {(item, procedure, version): cases for item, procedure, version, cases in on}


def _named(item: str, procedure: str, version: int) -> str:
    return f"{item} {procedure} 第{version}版流程"
