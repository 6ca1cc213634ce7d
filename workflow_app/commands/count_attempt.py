"""Count what may be tried only so often: signing in, query codes, objections of one address."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.timezone import localtime

from workflow_app.models import Attempts
from workflow_app.models.keyring import keyring
from workflow_app.policy.refusals import TooOften

# One statement on both databases: whoever tries at the same instant waits for the row, so no attempt is overlooked.
# A window begins with its first attempt and is not prolonged by the later ones.
COUNT = f"""
INSERT INTO {Attempts._meta.db_table} AS counter (kind, who, count, until) VALUES (%s, %s, 1, %s)
ON CONFLICT (kind, who) DO UPDATE SET
count = CASE WHEN counter.until <= %s THEN 1 ELSE counter.count + 1 END,
until = CASE WHEN counter.until <= %s THEN excluded.until ELSE counter.until END
RETURNING count, until
"""  # noqa: S608
ONE_MINUTE = timedelta(minutes=1)


def count_attempt(kind: str, who: str, *, most: int, within: timedelta, at: datetime) -> None:
    """Count one attempt of `who` (a name, an address) before it is looked at. Raises TooOften beyond `most` within the
    window, with the time from which it may be tried again."""
    now = int(at.timestamp())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT, [kind, _digest(kind, who), now + int(within.total_seconds()), now, now])
        ((count, until),) = cursor.fetchall()
    if count > most:
        raise _too_often(until, at)


def refuse_if_spent(kind: str, who: str, *, most: int, at: datetime) -> None:
    """Raise TooOften when `who` has used up the attempts of a window; counts nothing."""
    row = Attempts.objects.filter(kind=kind, who=_digest(kind, who), until__gt=int(at.timestamp())).first()
    if row is not None and row.count >= most:
        raise _too_often(row.until, at)


def forget_attempts(kind: str, who: str) -> None:
    """After a success the count begins again."""
    Attempts.objects.filter(kind=kind, who=_digest(kind, who)).delete()


def forget_past_attempts(*, at: datetime) -> int:
    """Throw away the counters whose window is over; answers how many."""
    return Attempts.objects.filter(until__lte=int(at.timestamp())).delete()[0]


def _digest(kind: str, who: str) -> str:
    return keyring().index(who, f"attempts:{kind}")


def _too_often(until: int, at: datetime) -> TooOften:
    """Told to the full minute, rounded up."""
    again = localtime(datetime.fromtimestamp(until, tz=at.tzinfo) + ONE_MINUTE)
    return TooOften(f"尝试次数太多，请在{again:%H:%M}以后再试。")
