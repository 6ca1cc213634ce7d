"""Finding a case by its number, its applicant's name or an identity number, among those a person may see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet

from workflow_app.models import Account, Case, Claim
from workflow_app.models.keyring import person_index
from workflow_app.queries.scope import visible_cases

MOST = 50
IDENTITY = re.compile(r"[0-9A-Za-z]{18}", re.ASCII)
SERIAL = re.compile(r"[0-9]{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """The newest cases that fit, and whether there are more than are shown."""

    cases: tuple[Case, ...]
    more: bool


def find_cases(text: str, account: Account, on: date) -> Found:
    """Cases by number (or its last digits), by name, or by identity number or credit code through the blind index."""
    cases = visible_cases(account, on).filter(_fits(text.strip())).select_related("applicant").order_by("-pk")
    found = list(islice(cases[: MOST + 1], MOST + 1))
    return Found(tuple(found[:MOST]), len(found) > MOST)


def is_identity(text: str) -> bool:
    """Whether it is written like an identity number or a credit code; a case's own number is not."""
    return IDENTITY.fullmatch(text) is not None


def _fits(text: str) -> Q:
    """What is typed is never decrypted against: an identity number is turned into its index."""
    if is_identity(text):
        index = person_index(text)
        return Q(applicant__number_index=index) | Q(Exists(_claims().filter(beneficiary_index=index)))
    if SERIAL.fullmatch(text):
        return Q(number__endswith=text.zfill(6))
    return Q(number=text) | Q(applicant__name__contains=text)


def _claims() -> QuerySet[Claim]:
    return Claim.objects.filter(case=OuterRef("pk"))
