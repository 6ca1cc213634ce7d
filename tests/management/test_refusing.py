"""A command on a database that was never set up says so in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.situations import ITEM

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("command", [["verify"], ["fsck"], ["release_route", ITEM]])
def test_an_empty_database_is_told_of(command: list[str], tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | {"HUIMIN_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "workflow_app.settings"},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in told.stderr
    assert "请先运行" in told.stderr
    assert told.returncode == 1
