"""The policy as last published: what a filing of today would be measured by."""

from __future__ import annotations

from functools import lru_cache

from workflow_app.models import PublishedEdition
from workflow_app.policy.edition import Edition
from workflow_app.policy.refusals import NotInForce


def newest_edition(item: str) -> Edition:
    """The newest edition of an item; its text is fetched and read only when this process has not seen it."""
    row = PublishedEdition.objects.filter(item=item).order_by("-ordinal").only("pk", "item").first()
    if row is None:
        raise NotInForce("这个事项还没有发布政策文本，暂时不能申报；请联系主管部门。")
    return _read(item, row.pk)


@lru_cache(maxsize=64)
def _read(item: str, edition: int) -> Edition:
    """Editions never change, so a row's id stands for its text."""
    return Edition.read(PublishedEdition.objects.values_list("text", flat=True).get(pk=edition), item)
