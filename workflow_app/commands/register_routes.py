"""Remember each released route with its digest, so that an edited or removed file is seen (immutable releases)."""

from __future__ import annotations

from datetime import datetime

from workflow_app.flow.released import digest_of, files_of, version_in
from workflow_app.models import RouteRelease
from workflow_app.policy import catalogue


def register_routes(*, at: datetime) -> int:
    """A row for every released version that has none yet; answers how many. What was seen before is not looked at again."""
    seen = set(RouteRelease.objects.values_list("item", "procedure", "version"))
    fresh = [
        RouteRelease(item=item.slug, procedure=procedure.slug, version=version, digest=digest_of(file), seen_at=at)
        for item in catalogue.items()
        for procedure in item.procedures
        for file in files_of(item, procedure)
        if (item.slug, procedure.slug, version := int(version_in(file))) not in seen
    ]
    RouteRelease.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)
