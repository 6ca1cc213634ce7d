"""What lies outside a filing and decides with it: other claims on its persons and papers, its parent and what became of it,
checks on the spot, what seats answered, what registers said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Q

from workflow_app.models import Case
from workflow_app.models.chain import canonical
from workflow_app.models.claim import OWED
from workflow_app.policy import catalogue

Seen = tuple[str, int, str]  # (what, its row, its state)
CLAIM, CHECK, PARENT, TOLD, REGISTER, LIFE = "claim", "check", "parent", "told", "register", "life"
# Asked at every signature, so written by hand: by person and by paper each over its own index. The condition is comes_before.
SEEN = """
SELECT 'claim', other.id, other.state FROM workflow_app_claim mine
  JOIN workflow_app_claim other ON other.beneficiary_index = mine.beneficiary_index
  WHERE mine.case_id = %(case)s AND other.case_id <> %(case)s
    AND (other.case_id < %(case)s OR other.state IN ('determined', 'paid'))
UNION ALL
SELECT 'claim', other.id, other.state FROM workflow_app_claim mine
  JOIN workflow_app_claim other ON other.certificate_index = mine.certificate_index AND mine.certificate_index <> ''
    AND other.certificate_index <> ''
  WHERE mine.case_id = %(case)s AND other.case_id <> %(case)s
    AND (other.case_id < %(case)s OR other.state IN ('determined', 'paid'))
UNION ALL
SELECT 'check', look.id, '' FROM workflow_app_sitecheck look WHERE look.case_id = %(checked)s
UNION ALL
SELECT 'parent', above.id, above.state FROM workflow_app_case above WHERE above.id = %(parent)s
UNION ALL
SELECT 'told', said.id, '' FROM workflow_app_opinion said JOIN workflow_app_seat chair ON chair.id = said.seat_id
  JOIN workflow_app_round asked ON asked.id = chair.round_id WHERE asked.case_id = %(case)s AND chair.asks <> '' AND chair.removed_at IS NULL
UNION ALL
SELECT 'register', kept.id, '' FROM workflow_app_registerrecord kept WHERE kept.case_id = %(case)s
"""


def circumstances(case: Case) -> str:
    """Their digest as they are now, in one statement; equal to that of an assessment when nothing moved since."""
    with connection.cursor() as cursor:
        cursor.execute(SEEN, {"case": case.pk, "parent": case.parent_id or 0, "checked": case.parent_id or case.pk})
        seen = cursor.fetchall()
    return digest_of([*seen, *(life_seen(case.parent) if _leans_on_a_life(case) else ())])


def _leans_on_a_life(case: Case) -> bool:
    parent = catalogue.procedure(case.item, case.procedure).parent
    return parent is not None and case.parent_id is not None and bool(catalogue.procedure(case.item, parent).life)


def life_of(case: Case | None) -> Mapping[str, Any]:
    """What the family's rows say of a case since its decision; nothing where its procedure keeps none."""
    life = catalogue.procedure(case.item, case.procedure).life if case else None
    return life(case.pk) if case and life else {}


def life_seen(case: Case | None) -> list[Seen]:
    """The same as a digest, to notice when it moves."""
    said = life_of(case)
    return [(LIFE, case.pk, hashlib.sha256(canonical(said).encode()).hexdigest())] if case and said else []


def comes_before(own: Case | None) -> Q:
    """The claims that count against those of a case: filed before them, or owed already. Who comes first is decided by the
    order of filing, so that of two cases only the later one is told of the other."""
    if own is None:
        return Q()
    return ~Q(case=own) & (Q(case__lt=own.pk) | Q(state__in=OWED))


def digest_of(seen: Iterable[Seen]) -> str:
    """The digest of rows, whatever their order and number of times."""
    return hashlib.sha256(canonical(sorted(map(list, set(seen)))).encode()).hexdigest()
