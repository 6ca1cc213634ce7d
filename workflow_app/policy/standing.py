"""How much authority a figure has. Nothing invented may ever look official."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """Enacted: the source was read. Modelled: taken over from elsewhere, named. Sample: nobody enacted it."""

    ENACTED = "enacted"
    MODELLED = "modelled"
    SAMPLE = "sample"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def notice(self) -> str:
        """The sentence to print beside such a figure; empty for an enacted one."""
        return _NOTICES[self]

    @classmethod
    def weakest(cls, standings: tuple[Standing, ...]) -> Standing:
        """The standing of something made of several figures; of nothing at all, enacted."""
        return max(standings, key=list(cls).index, default=cls.ENACTED)


_LABELS = {Standing.ENACTED: "已颁布", Standing.MODELLED: "参照外地", Standing.SAMPLE: "示例"}
_NOTICES = {
    Standing.ENACTED: "",
    Standing.MODELLED: "本数值参照外地或者其他领域的规定，不是本市对本事项的规定。",
    Standing.SAMPLE: "本数值为示例，没有机关颁布，不能作为实际发放的依据。",
}
