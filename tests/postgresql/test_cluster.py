"""A server that is killed comes back with what was committed, and without what was not."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from workflow_app.management.bench import postgresql

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(not postgresql.AVAILABLE, reason="the server comes with the packages of the tests"),
]


def test_what_was_committed_outlives_the_server() -> None:
    with postgresql.server() as url:
        with psycopg.connect(url, autocommit=True) as before:
            before.execute("ALTER SYSTEM SET recovery_init_sync_method = 'syncfs'")
            folder = before.execute("SELECT current_setting('data_directory')").fetchone()
            before.execute("CREATE TABLE kept (number int)")
            before.execute("INSERT INTO kept VALUES (1)")
        assert folder is not None
        cluster, open_one = postgresql.Cluster(Path(folder[0])), psycopg.connect(url)
        open_one.execute("INSERT INTO kept VALUES (2)")
        cluster.kill()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url)
        cluster.start()
        with psycopg.connect(url) as after:
            assert after.execute("SELECT number FROM kept").fetchall() == [(1,)]
