"""The one family of refusals: each is a sentence fit to be shown to the person it stops."""

from __future__ import annotations

from collections.abc import Sequence


class Refusal(Exception):
    """Something that will not be done, and why, in one sentence the reader can act on.

    `status` is the HTTP answer that fits; only the outermost room uses it.
    """

    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotUnderstood(Refusal):
    """The input cannot be read as what was asked for; `corrections` say where and what to do."""

    status = 422

    def __init__(self, sentence: str, corrections: Sequence[object] = ()) -> None:
        super().__init__(sentence)
        self.corrections = tuple(corrections)


class NotAllowed(Refusal):
    """The person may not do this at all: no seat, no scope, or somebody else's case."""

    status = 403


class SeparationOfDuties(NotAllowed):
    """The person holds the seat but did something on this case that excludes this act."""


class NotFound(Refusal):
    """Nothing of that name is visible to this person."""

    status = 404


class NotPossibleNow(Refusal):
    """The moment is wrong: the case stands elsewhere, is finished, or is not there yet."""


class AlreadyDone(NotPossibleNow):
    """Someone was faster, or the same person clicked twice; the sentence says who and when."""


class FindingsMoved(NotPossibleNow):
    """What was found when the page was opened holds no longer; the findings are asked again before the page is shown."""


class TooOften(NotPossibleNow):
    """Too many attempts in a short time; the sentence says when to try again."""

    status = 429


class NotEligible(Refusal):
    """The law says no; `findings` are the conditions that are not met."""

    def __init__(self, sentence: str, findings: Sequence[object] = ()) -> None:
        super().__init__(sentence)
        self.findings = tuple(findings)


class NotInForce(Refusal):
    """A parameter has no value on the governing date; never replaced by a default."""


class BudgetExhausted(Refusal):
    """The appropriation cannot carry the sum."""


class CannotPrint(Refusal):
    """A paper cannot be issued as it is: a glyph, a field or the press is missing."""
