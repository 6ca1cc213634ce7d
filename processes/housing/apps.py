"""The rooms of housing as Django sees them: rows of what follows a decision, and their screens."""

from __future__ import annotations

from django.apps import AppConfig


class Housing(AppConfig):
    """`urls_module` is where the house finds the family's addresses, `desk_tabs`, `public_pages` and `own_pages` what it links to,
    `audit_module` what `verify` asks, `append_only` the tables nobody may change."""

    name = "processes.housing"
    label = "housing"
    verbose_name = "住房保障"
    urls_module = "processes.housing.web.urls"
    audit_module = "processes.housing.queries.audit"
    append_only = ("housing_rentpayment",)
    desk_tabs = (
        ("desk_housing", "房源和配租", frozenset({"allocation", "review@housing", "section@housing"})),
        ("desk_rents", "租赁和租金", frozenset({"rent"})),
    )
    public_pages = (("housing_plans", "看公租房配租方案", "房源、名单、摇号过程和结果，任何人都可以重新计算"),)
    own_pages = (("housing_mine", "我的公租房", "轮候、配租意向、选房、租约和租金"),)
