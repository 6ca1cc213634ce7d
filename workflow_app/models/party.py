"""Who applies: persons and organisations, and who may act for them."""

from __future__ import annotations

from django.db import models

from workflow_app.models.account import Account
from workflow_app.models.sealed import SealedText


class Party(models.Model):
    """An applicant. Found by the blind index of its identity number or credit code."""

    class Kind(models.TextChoices):
        PERSON = "person", "个人"
        ORGANISATION = "organisation", "单位"

    kind = models.CharField("类型", max_length=12, choices=Kind)
    name = models.CharField("名称", max_length=80)
    number = SealedText("证件号码")
    number_index = models.CharField(max_length=64, unique=True)
    region = models.CharField("所在地", max_length=6)

    def __str__(self) -> str:
        return self.name


class Representation(models.Model):
    """An account acts for a party: itself, as its legal representative, or as an agent with a power of attorney."""

    class Capacity(models.TextChoices):
        SELF = "self", "本人"
        LEGAL_REP = "legal_rep", "法定代表人"
        AGENT = "agent", "经办人（持授权委托书）"

    account = models.ForeignKey(Account, models.RESTRICT, related_name="representations")
    party = models.ForeignKey(Party, models.RESTRICT, related_name="representations")
    capacity = models.CharField("身份", max_length=10, choices=Capacity)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "party"], name="one_capacity_for_a_party")]

    def __str__(self) -> str:
        return f"{self.account_id} for {self.party_id}"
