"""Where a rule stands written."""

from __future__ import annotations

from dataclasses import asdict, dataclass


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

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, str]) -> Citation:
        return cls(**data)
