"""How people behave in a played year: shares and days, drawn from the seed. Nobody measured them; they reach every corner."""

from __future__ import annotations

from random import Random

# Working days until somebody acts: mostly at once, some late, a few hardly ever.
PROMPT, SLOW, SILENT = range(3), range(8, 22), range(40, 60)
SLOW_SHARE, SILENT_SHARE = 0.06, 0.015
CORRECT, REFUSE, WITHDRAW, NEVER_SUPPLIED = 0.06, 0.03, 0.015, 0.2
SUSPEND, SPECIAL, EXTEND, DECLINED, TERMINATE = 0.015, 0.03, 0.02, 0.25, 0.006
URGE, SUPERVISE = 0.3, 0.25  # of those that have earned a warning, a yellow card
REVOKE, STATES, REVOKED = 0.02, 0.5, 0.7  # of the granted; of the parties that were told; of what was proposed
FOLLOWS = 0.1  # of the filings are for a later procedure of their item


def delay(chance: Random) -> int:
    """Working days until a seat is signed."""
    drawn = chance.random()
    if drawn < SILENT_SHARE:
        return chance.choice(SILENT)
    return chance.choice(SLOW if drawn < SILENT_SHARE + SLOW_SHARE else PROMPT)


def happens(chance: Random, share: float) -> bool:
    """Whether something of that share happens this time."""
    return chance.random() < share
