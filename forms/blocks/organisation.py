"""An organisation that applies, and the agent who files for it."""

from __future__ import annotations

from typing import Any

from forms.condition import Is
from forms.fields import CreditCode, Field, Files, PersonId, PersonName, Phone, Text
from forms.questionnaire import Section


def organisation_applicant(called: str = "单位", *, when: Is | None = None) -> Section:
    """Section `organisation`: organisation_name, credit_code, organisation_address, legal_rep_name, agent_name, agent_id,
    agent_phone, power_of_attorney. `called` is what the page calls the organisation (学校, 企业).
    """
    return Section("organisation", f"{called}和经办人", (*_organisation(called), *_agent(called)), when=when)


def _organisation(called: str) -> tuple[Field[Any], ...]:
    return (
        Text(
            "organisation_name",
            f"{called}名称",
            hint="与营业执照或办学许可证一致",
            longest=100,
            autocomplete="organization",
        ),
        CreditCode("credit_code", "统一社会信用代码", hint="18位，在营业执照或登记证书上"),
        Text("organisation_address", f"{called}地址", longest=200),
        PersonName("legal_rep_name", "法定代表人姓名"),
    )


def _agent(called: str) -> tuple[Field[Any], ...]:
    return (
        PersonName("agent_name", "经办人姓名", hint=f"替{called}办理这件事的人", autocomplete="name"),
        PersonId("agent_id", "经办人身份证号"),
        Phone("agent_phone", "经办人手机号", hint="办理进度发到这个手机", autocomplete="tel"),
        Files("power_of_attorney", "授权委托书", hint=f"加盖{called}公章，写明委托的事项和期限", at_most=3),
    )
