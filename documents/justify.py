"""Justification between ideographs, which WeasyPrint lacks: it stretches spaces only.

Three of its private functions are replaced once per process by `install()`; so the version is pinned and the grid is
checked in the tests. A line is opened evenly after each ideograph or full-width sign but the last, and never by more
than half an em per gap: a shorter line stays ragged rather than torn.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.formatting_structure.boxes import Box, InlineBox, LineBox, TextBox
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

WIDEST_GAP_EM = 0.5
# Ideographs and full-width signs; a pair of dashes or dots stays closed.
_WIDE = (
    "(?:[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\u2018-\u201d\U00020000-\U0003fffd]"
    "|\u2014(?!\u2014)|\u2026(?!\u2026))"
)
_CHARACTER = re.compile(_WIDE)
_SPACES = " \u00a0"
_RUN = re.compile(
    f"(?:{_WIDE}[{_SPACES}]*)+"
)  # a space has the font of what stands before it, as long as nothing parts them
_THING = "\ufffc"  # stands for whatever is no text
_set_text_as_shipped = line_break.Layout.set_text


def install() -> None:
    """Put the three functions in place; calling it again changes nothing."""
    line_break.Layout.set_text = _set_text
    inline.count_expandable_spaces = _count_gaps
    inline.justify_line = _justify_line


def _set_text(layout: line_break.Layout, text: str, justify: bool = False) -> None:
    _set_text_as_shipped(layout, text, justify)
    if justify and layout.justification_spacing and _CHARACTER.search(layout.text):
        _open_runs(layout)


def _open_runs(layout: line_break.Layout) -> None:
    """Widen the letter spacing of each run of ideographs by what the line has to spare per gap."""
    own = layout.style["letter_spacing"]
    units = int(((0 if own == "normal" else own) + layout.justification_spacing) * TO_UNITS)
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for run in _RUN.finditer(layout.text):
        spacing = pango.pango_attr_letter_spacing_new(units)
        spacing.start_index = len(layout.text[: run.start()].encode())
        spacing.end_index = spacing.start_index + len(run.group().encode())
        pango.pango_attr_list_change(attributes, spacing)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _count_gaps(box: Box) -> int:
    """How many places of `box` can open: after each ideograph, and each space."""
    if isinstance(box, TextBox):
        return len(_CHARACTER.findall(box.text)) + sum(box.text.count(space) for space in _SPACES)
    if isinstance(box, LineBox | InlineBox):
        return sum(_count_gaps(child) for child in box.children)
    return 0


def _text(box: Box) -> str:
    """The text of a line, for the question whether it begins and ends with an ideograph."""
    if isinstance(box, TextBox):
        return box.text
    return "".join(map(_text, box.children)) if isinstance(box, LineBox | InlineBox) else _THING


def _justify_line(context: Any, line: LineBox, extra: float) -> None:
    """Share `extra` (CSS pixels) among the gaps of `line`. Pango puts half a gap on each side of an ideograph and drops the
    halves beyond the edges of the line."""
    text = _text(line).strip(_SPACES)
    gaps = _count_gaps(line) - sum(bool(_CHARACTER.match(edge)) for edge in (text[:1], text[-1:])) / 2
    if gaps > 0 and extra / gaps <= WIDEST_GAP_EM * line.style["font_size"]:
        inline.add_word_spacing(context, line, extra / gaps, 0)
