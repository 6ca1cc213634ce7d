"""What a correction notice may still name: everything the first time, afterwards only what the first one touched."""

from __future__ import annotations

from workflow_app.models import Case, Defect
from workflow_app.policy import catalogue


def correctable(case: Case) -> frozenset[str] | None:
    """Slugs of the sections a notice may name; None before the first notice, when it may name all.

    《行政许可法》第三十二条, 《安阳市政务服务条例》第三十六条: all that must be supplied is told at one time. What the applicant
    changed since is new to the organ and may be looked at anew.
    """
    named = frozenset(Defect.objects.filter(case=case).values_list("section", flat=True))
    if not named:
        return None
    first, last = case.filings.earliest("ordinal"), case.filings.latest("ordinal")
    sections = catalogue.procedure(case.item, case.procedure).questions.sections
    changed = (
        section.slug
        for section in sections
        if any(first.answers.get(field.name) != last.answers.get(field.name) for field in section.fields)
    )
    return named | frozenset(changed)
