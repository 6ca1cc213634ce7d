"""From a sheet and plain data to HTML: an own template engine, escaping on, in which a missing field is never blank.

A sheet names the keys it cannot do without: `{% needs number issued_on organ.name %}`. Data is what JSON holds (text,
whole numbers, truth values, lists, mappings) and dates; None counts as absent; a float is refused, for money is never one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Template

from documents.tags import Needs
from documents.troubles import FieldMissing

HERE = Path(__file__).resolve().parent
UNDECIDED = "（待定）"  # what a draft shows for a field that is still open
_HOLE = "\ue000%s\ue001"
_FILLED_HOLE = re.compile("\ue000(.*?)\ue001")


class Sheets:
    """The sheets found in `folders` and, under sheets/, the bases of this room."""

    def __init__(self, folders: Sequence[Path | str]) -> None:
        self.engine = Engine(
            dirs=[str(folder) for folder in (*folders, HERE)],
            builtins=["documents.tags"],
            string_if_invalid=_HOLE,
            loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        )

    def needs(self, sheet: str) -> tuple[str, ...]:
        """The dotted keys that `sheet` declares with `{% needs %}`, in its order."""
        return _declared(self.engine.get_template(sheet))

    def fill(self, sheet: str, data: Mapping[str, Any], *, draft: bool) -> str:
        """`sheet` filled with plain `data`, as HTML. FieldMissing unless it is a draft, which shows （待定） instead."""
        template = self.engine.get_template(sheet)
        context = Context(
            data, use_l10n=False, use_tz=False
        )  # not a copy: the data may want to know what is read of it
        context.push(draft=draft)
        html = template.render(context)
        if draft:
            return _FILLED_HOLE.sub(UNDECIDED, html)
        absent = [name for name in _declared(template) if not _has(data, name)]
        absent += _FILLED_HOLE.findall(html)
        if absent:
            raise FieldMissing(sheet, tuple(dict.fromkeys(absent)))
        return html


def plain(value: Any) -> Any:
    """`value` as JSON would hold it: dates as ISO text, absent entries dropped. TypeError for a float or an object."""
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items() if entry is not None}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"文书数据只能是文字、整数、日期、列表和字典：{value!r}")


def _declared(template: Template) -> tuple[str, ...]:
    declarations = template.nodelist.get_nodes_by_type(Needs)
    return tuple(name for node in declarations if isinstance(node, Needs) for name in node.names)


def _has(data: Any, name: str) -> bool:
    """Whether the dotted `name` leads to something to print; nought and False are something."""
    for step in name.split("."):
        data = data.get(step) if isinstance(data, Mapping) else None
    return data is not None and data != "" and data != []
