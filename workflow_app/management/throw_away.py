"""Run a management command on a database and a folder of its own, and leave nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from workflow_app.registers.played import serving

HERE = "HUIMIN_THROW_AWAY"  # set in the throw-away environment


def is_here() -> bool:
    """Whether this process already runs in a throw-away environment."""
    return HERE in os.environ


def run_there(words: Sequence[str], database: str = "") -> None:
    """Make keyring and tables, run the command beside played registers, delete everything. `database` is a URL, else a
    fresh SQLite file.

    Raises CommandError when any of it exits with an error.
    """
    with tempfile.TemporaryDirectory(prefix="huimin-") as folder, serving(Path(folder, "registers.json")) as registers:
        there = {
            HERE: folder,
            "HUIMIN_REGISTERS": registers,
            "HUIMIN_VAR": folder,
            "HUIMIN_DATABASE": database or f"sqlite:///{folder}/house.sqlite3",
            "HUIMIN_SEALS": f"{folder}/seals",
            "HUIMIN_KEYRING": f"{folder}/keyring.json",
            "HUIMIN_SECRET_KEY": "throw-away",
            "HUIMIN_BROKER": "memory://",
            "HUIMIN_FONTS": str(settings.FONTS),
            "DJANGO_SETTINGS_MODULE": "workflow_app.settings",
        }
        for command in (["new_keyring"], ["migrate", "--run-syncdb", "--verbosity", "0"], list(words)):
            line = [sys.executable, "manage.py", *command]
            if subprocess.run(line, cwd=settings.ROOT, env=os.environ | there, check=False).returncode:
                raise CommandError(f"{command[0]} 没有通过，原因见上。")
