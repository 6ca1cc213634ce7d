"""python -m tests.postgresql.server COMMAND…: run a command beside a PostgreSQL that lives exactly as long."""

from __future__ import annotations

import os
import subprocess
import sys

from workflow_app.management.bench import postgresql


def main(command: list[str]) -> int:
    """The command's own exit code; 1 with one line when the server cannot be had."""
    if not postgresql.AVAILABLE:
        sys.exit("PostgreSQL 的软件包没有安装：请先运行 script/test 准备环境。")
    with postgresql.server() as url:
        return subprocess.run(command, env=os.environ | {"HUIMIN_DATABASE": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
