"""The family as Django sees it: rows of loans that live on after the decision."""

from __future__ import annotations

from django.apps import AppConfig

WATCHERS = frozenset(
    {"credit@bank", "disburse@bank", "check@guarantee", "survey@guarantee", "second_survey@guarantee", "sign@guarantee"}
    | {"loan_office@hrss"}
)


class Loans(AppConfig):
    """`urls_module` holds its screens, `desk_tabs` and `own_pages` what the house links to, `audit_module` what `verify`
    asks; `append_only` are the tables nobody may change or delete from."""

    name = "processes.loans"
    label = "loans"
    verbose_name = "创业担保贷款"
    urls_module = "processes.loans.web.urls"
    audit_module = "processes.loans.queries.audit"
    append_only = ("loans_repayment", "loans_recovery")
    desk_tabs = (("desk_loans", "贷款台账", WATCHERS),)
    own_pages = (("my_loans", "我的贷款", "还款计划、还了多少、今天结清要付多少"),)
