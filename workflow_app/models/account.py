"""Who signs in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """A person at a keyboard. Never deleted (deactivated instead): their acts name them for good."""

    username = models.CharField("用户名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=50)
    is_officer = models.BooleanField("工作人员", default=False)
    is_active = models.BooleanField("启用", default=True)
    large_text = models.BooleanField("大字", default=False)
    phrases = models.JSONField("常用语", default=list)  # words an officer keeps for their own opinions

    objects = BaseUserManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name
