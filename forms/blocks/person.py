"""A person who applies for themself."""

from __future__ import annotations

from forms.condition import Is
from forms.fields import PersonId, PersonName, Phone, Text
from forms.questionnaire import Section


def person_applicant(*, when: Is | None = None) -> Section:
    """Section `person`: applicant_name, applicant_id, applicant_phone, applicant_address."""
    fields = (
        PersonName("applicant_name", "姓名", hint="与身份证一致", autocomplete="name"),
        PersonId("applicant_id", "身份证号"),
        Phone("applicant_phone", "手机号", hint="办理进度发到这个手机", autocomplete="tel"),
        Text(
            "applicant_address", "现住址", hint="写到门牌号", longest=200, personal=True, autocomplete="street-address"
        ),
    )
    return Section("person", "您的信息", fields, when=when)
