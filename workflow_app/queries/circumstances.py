"""What lies outside a filing and decides with it: other claims on its persons and papers, its parent, checks on the spot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast

from workflow_app.models import Case, Claim, SiteCheck
from workflow_app.models.chain import canonical
from workflow_app.models.claim import OWED

Seen = tuple[str, int, str]  # (what, its row, its state)
CLAIM, CHECK, PARENT = "claim", "check", "parent"


def circumstances(case: Case) -> str:
    """Their digest as they are now, in one statement; equal to that of an assessment when nothing moved since."""
    mine = Claim.objects.filter(case=case)
    others = Claim.objects.filter(comes_before(case))
    by_person = others.filter(beneficiary_index__in=mine.values("beneficiary_index"))
    by_paper = others.filter(certificate_index__in=mine.exclude(certificate_index="").values("certificate_index"))
    checks = SiteCheck.objects.filter(case=case.parent_id or case.pk)
    parent = Case.objects.filter(pk=case.parent_id)
    rows = _rows(CLAIM, by_person).union(
        _rows(CLAIM, by_paper), _rows(CHECK, checks, state=""), _rows(PARENT, parent), all=True
    )
    return digest_of(rows)


def comes_before(own: Case | None) -> Q:
    """The claims that count against those of a case: filed before them, or owed already. Who comes first is decided by the
    order of filing, so that of two cases only the later one is told of the other."""
    if own is None:
        return Q()
    return ~Q(case=own) & (Q(case__lt=own.pk) | Q(state__in=OWED))


def digest_of(seen: Iterable[Seen]) -> str:
    """The digest of rows, whatever their order and number of times."""
    return hashlib.sha256(canonical(sorted(map(list, set(seen)))).encode()).hexdigest()


def _rows(what: str, found: QuerySet, state: str | None = None) -> QuerySet:
    said = Cast("state", CharField()) if state is None else Value(state, CharField())
    return found.annotate(what=Value(what, CharField()), said=said).order_by().values_list("what", "id", "said")
