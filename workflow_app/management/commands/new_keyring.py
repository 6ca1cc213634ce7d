"""new_keyring: write a keyring of fresh keys where the settings expect it; an existing one is never replaced."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from workflow_app.models.keyring import Keyring


class Command(BaseCommand):
    help = "写一份新的密钥；已经有的不会覆盖"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say that it is there."""
        if settings.KEYRING_FILE.exists():
            self.stdout.write(f"{settings.KEYRING_FILE.name} 已存在，没有改动。")
            return
        Keyring.write_new(settings.KEYRING_FILE)
