"""What answers of one section must fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.correction import Correction


@dataclass(frozen=True)
class NotBefore:
    """`later` must not be smaller than `earlier` (days, sums, counts); `words` says so and stands at `later`."""

    later: str
    earlier: str
    words: str

    def correction(self, values: Mapping[str, Any]) -> Correction | None:
        """None while either is unanswered."""
        later, earlier = values.get(self.later), values.get(self.earlier)
        if later is None or earlier is None or later >= earlier:
            return None
        return Correction(self.later, self.words)
