"""The organisation: units with names valid by date, desks at them, and who holds a desk when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from workflow_app.models.account import Account


class Unit(models.Model):
    """An organ of the city: a bureau, a county government, a bank. Its name depends on the day."""

    class Tier(models.TextChoices):
        CITY = "city", "市级"
        COUNTY = "county", "县级"
        STREET = "street", "街道（乡镇）"

    code = models.CharField("编码", max_length=32, unique=True)
    kind = models.CharField("职能", max_length=32)  # hrss, finance, market_regulation, government, court …
    tier = models.CharField("层级", max_length=10, choices=Tier)
    region = models.CharField("行政区划代码", max_length=9)  # six digits; nine of a street or township
    parent = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="parts")
    phone = models.CharField("联系电话", max_length=40, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    hours = models.CharField("办公时间", max_length=60, blank=True)
    window = models.CharField("窗口位置", max_length=60, blank=True)
    remark = models.CharField(
        "附注", max_length=120, blank=True
    )  # a last note on every paper that goes to an applicant

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "region"], name="one_unit_of_a_kind_in_a_region")]

    def __str__(self) -> str:
        return self.code


class UnitName(models.Model):
    """What a unit is called from a day on; old papers keep the old name."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="names")
    name = models.CharField("全称", max_length=60)
    short = models.CharField("简称", max_length=30)
    mark = models.CharField("发文代字", max_length=12)
    since = models.DateField("启用")
    until = models.DateField("停用", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "since"], name="one_name_of_a_unit_from_a_day")]

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """A role at a unit. Seats point here, not at persons."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="desks")
    role = models.CharField("岗位", max_length=32)
    title = models.CharField("岗位名称", max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "role"], name="one_desk_of_a_role_at_a_unit")]

    def __str__(self) -> str:
        return f"{self.role}@{self.unit_id}"


class Holding(models.Model):
    """Who sits at a desk, from a day to a day (both included). A substitute sits there in place of somebody absent."""

    desk = models.ForeignKey(Desk, models.RESTRICT, related_name="holdings")
    account = models.ForeignKey(Account, models.RESTRICT, related_name="holdings")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    in_place_of = models.ForeignKey(Account, models.RESTRICT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="a_holding_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(in_place_of__isnull=True) | Q(until__isnull=False), name="a_substitution_has_an_end"
            ),
            models.UniqueConstraint(fields=["desk", "account", "since"], name="one_holding_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} at {self.desk_id}"


def in_force(on: date) -> Q:
    """Rows with since/until that hold on a day."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
