"""What a column may keep: words are bounded before they become a row, whichever screen or program brings them."""

from __future__ import annotations

from django.db.models import CharField, Model

from forms.characters import unreadable, visible
from workflow_app.policy.refusals import NotUnderstood


def fits(model: type[Model], name: str, words: str, *, lines: bool = False) -> str:
    """The words without space around them or invisible marks; NotUnderstood for more than the column of that name keeps, or
    what no paper could print. `lines` allows line breaks."""
    column = model._meta.get_field(name)
    assert isinstance(column, CharField), "a column of words"
    assert column.max_length, "it has a length"
    return bounded(words, column.max_length, str(column.verbose_name), lines=lines)


def bounded(words: str, most: int, called: str, *, lines: bool = False) -> str:
    """The same for words that no column names."""
    found = visible(words).strip()
    if len(found) > most:
        raise NotUnderstood(f"{called}最多{most}个字，现在有{len(found)}个字，请改短。")
    if fault := unreadable(found, lines=lines):
        raise NotUnderstood(f"{called}{fault}。")
    return found
