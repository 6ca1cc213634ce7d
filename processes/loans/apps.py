"""The family as Django sees it: rows of loans that live on after the decision."""

from __future__ import annotations

from django.apps import AppConfig

WATCHERS = frozenset({"credit", "disburse", "check", "survey", "second_survey", "sign", "loan_office"})


class Loans(AppConfig):
    """`urls_module` holds its screens, `desk_tabs` their entries at the desk, `audit_module` what `verify` asks; `append_only` the tables nobody may change."""

    name = "processes.loans"
    label = "loans"
    verbose_name = "创业担保贷款"
    urls_module = "processes.loans.web.urls"
    audit_module = "processes.loans.queries.audit"
    append_only = ("loans_repayment", "loans_recovery")
    desk_tabs = (("desk_loans", "贷款台账", WATCHERS),)
