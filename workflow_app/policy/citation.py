"""Where a rule stands written."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from workflow_app.policy.standing import Standing

UNENACTED = "（未颁布）"  # ends the name of what nobody enacted, so that it never reads like a law


@dataclass(frozen=True, slots=True)
class Citation:
    """A document, its number and the article in it, as the source writes them (`第三十六条`, `（六）`)."""

    document: str
    number: str = ""
    article: str = ""
    url: str = ""

    def __str__(self) -> str:
        # A title inside a title takes single marks (GB/T 15834).
        title = self.document.replace("《", "〈").replace("》", "〉")
        number = f"（{self.number}）" if self.number else ""
        return f"《{title}》{number}{self.article}"

    @property
    def standing(self) -> Standing:
        """What rests on it is a sample when nobody enacted it."""
        return Standing.SAMPLE if self.document.endswith(UNENACTED) else Standing.ENACTED

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, str]) -> Citation:
        return cls(**data)
