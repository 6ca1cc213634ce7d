"""Forms an applicant signs by hand, printed while somebody waits and kept nowhere; what comes back signed is put into the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from documents.troubles import NotPrintable
from workflow_app.jobs.press import the_press
from workflow_app.models import Case
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.papers.promised_by_hand import commitment, tolerance_promise
from workflow_app.queries.papers.signed_by_hand import power_of_attorney, service_address_form


@dataclass(frozen=True, slots=True)
class HandForm:
    """What it is called, the sheet, and where its data come from."""

    title: str
    sheet: str
    data: Callable[[Case, datetime], dict[str, Any]]


FORMS = {
    "service-address": HandForm("送达地址确认书", "papers/service_address_form.html", service_address_form),
    "authority": HandForm("授权委托书", "papers/power_of_attorney.html", power_of_attorney),
    "tolerance": HandForm("容缺受理承诺书", "papers/tolerance_promise.html", tolerance_promise),
    "commitment": HandForm("告知承诺书", "papers/commitment.html", commitment),
}


def hand_form_pdf(which: str, case: Case, at: datetime) -> tuple[str, bytes]:
    """(title, bytes). Raises NotFound for a form there is not, NotPossibleNow where this machine cannot print."""
    form = FORMS.get(which)
    if form is None:
        raise NotFound("没有这种表，请从页面上选择。")
    try:
        return form.title, the_press().render(form.sheet, form.data(case, at)).pdf
    except NotPrintable as trouble:
        raise NotPossibleNow(f"{form.title}没有印出来：{trouble}") from trouble
