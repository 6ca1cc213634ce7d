"""The family as Django sees it: rows of loans that live on after the decision."""

from __future__ import annotations

from django.apps import AppConfig


class Loans(AppConfig):
    """`urls_module` holds its screens; `append_only` the tables nobody may change or delete from."""

    name = "processes.loans"
    label = "loans"
    verbose_name = "创业担保贷款"
    urls_module = "processes.loans.web.urls"
    append_only = ("loans_repayment", "loans_recovery")
