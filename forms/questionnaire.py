"""Sections of questions, and how a whole application is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from forms.agreement import NotBefore
from forms.answers import Answers
from forms.condition import Is
from forms.correction import Correction
from forms.fields.field import Field
from forms.schema import questionnaire_schema

# What Answers and templates call themselves: a question of that name could not be reached by a dot.
RESERVED = frozenset(dir(Answers)) | {"line", "csrfmiddlewaretoken", "form_token"}


@dataclass(frozen=True)
class Section:
    """One page of questions. `when`: the whole page is asked only then. `agree`: what its answers must fit together."""

    slug: str
    title: str
    fields: tuple[Field[Any], ...]
    lead: str = ""
    _: KW_ONLY
    when: Is | None = None
    agree: tuple[NotBefore, ...] = ()

    def conditions(self, field: Field[Any]) -> tuple[Is, ...]:
        """All that must hold for `field` to be asked."""
        return tuple(condition for condition in (self.when, field.when) if condition)

    def asked(self, values: Mapping[str, object]) -> Iterator[Field[Any]]:
        """The fields asked, given the answers so far; `values` may grow while iterating."""
        return (field for field in self.fields if all(each.holds(values) for each in self.conditions(field)))


@dataclass(frozen=True)
class Reading:
    """What was understood: `values` by name (typed), what must be corrected, what looks odd.

    `answers` is there when a whole questionnaire was read and nothing needs correcting.
    """

    values: Mapping[str, Any] = dataclass_field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[Correction, ...] = ()
    answers: Answers | None = None


@dataclass(frozen=True)
class Questionnaire:
    """What a procedure asks. `version` rises with every change of meaning; stored answers name theirs.

    Raises ValueError when declared wrongly: a name asked twice at once, a reserved name, a condition on a later question.
    """

    slug: str
    version: int
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        problems = tuple(_problems(self))
        if problems:
            raise ValueError(f"{self.slug}: {'; '.join(problems)}")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name an answer can have, in the order of asking."""
        return tuple(dict.fromkeys(field.name for _, field in self._placed))

    @property
    def _placed(self) -> Iterator[tuple[Section, Field[Any]]]:
        return ((section, field) for section in self.sections for field in section.fields)

    def section(self, slug: str) -> Section:
        """Raises KeyError for an unknown slug."""
        for section in self.sections:
            if section.slug == slug:
                return section
        raise KeyError(f"{self.slug} has no section {slug}")

    def sections_asked(self, values: Mapping[str, object]) -> tuple[Section, ...]:
        """The pages to fill in, given the answers so far."""
        return tuple(section for section in self.sections if section.when is None or section.when.holds(values))

    def asked(self, values: Mapping[str, object]) -> tuple[Field[Any], ...]:
        """Every field asked, given the answers so far (typed or JSON alike)."""
        return tuple(field for section in self.sections for field in section.asked(values))

    def read_section(
        self, slug: str, raw: Mapping[str, object], earlier: Mapping[str, object] | None = None
    ) -> Reading:
        """One page. `earlier`: typed values of pages before it, which decide what is asked; `values` holds only this page."""
        return _read(self.section(slug), raw, earlier or {})

    def read(self, values_by_section: Mapping[str, Mapping[str, object]]) -> Reading:
        """A whole application as {section: {name: raw}}; `answers` when nothing needs correcting."""
        values: dict[str, Any] = {}
        corrections: list[Correction] = []
        warnings: list[Correction] = []
        for section in self.sections:
            found = _read(section, values_by_section.get(section.slug, {}), values)
            values |= found.values
            corrections += found.corrections
            warnings += found.warnings
        answers = None if corrections else Answers(self, values)
        return Reading(MappingProxyType(values), tuple(corrections), tuple(warnings), answers)

    def read_json(self, data: Mapping[str, object]) -> Reading:
        """A whole application as one JSON object by name (the shape of `schema`), from outside; unknown names are refused."""
        unknown = tuple(Correction(name, f"没有名为“{name}”的问题，请删去") for name in data if name not in self.names)
        found = self.read({section.slug: data for section in self.sections})
        if not unknown:
            return found
        return Reading(found.values, unknown + found.corrections, found.warnings)

    def schema(self) -> dict[str, object]:
        """The JSON schema (2020-12) of the answers."""
        title = f"{self.slug} v{self.version}"
        return questionnaire_schema(title, [(field, section.conditions(field)) for section, field in self._placed])


def _read(section: Section, raw: Mapping[str, object], earlier: Mapping[str, object]) -> Reading:
    known = dict(earlier)
    values: dict[str, Any] = {}
    corrections: list[Correction] = []
    warnings: list[Correction] = []
    for field in section.asked(known):
        found = field.read(raw.get(field.name))
        corrections += found.corrections
        warnings += found.warnings
        if found.value is not None:
            known[field.name] = values[field.name] = found.value
    corrections += (wrong for rule in section.agree if (wrong := rule.correction(known)))
    return Reading(MappingProxyType(values), tuple(corrections), tuple(warnings))


def _problems(questionnaire: Questionnaire) -> Iterable[str]:
    placed = [(field, section.conditions(field)) for section in questionnaire.sections for field in section.fields]
    slugs = Counter(section.slug for section in questionnaire.sections)
    yield from (f"section {slug} stands twice" for slug, times in slugs.items() if times > 1)
    for place, (field, conditions) in enumerate(placed):
        earlier = placed[:place]
        if field.name in RESERVED or not field.name.isidentifier() or field.name.startswith("_"):
            yield f"{field.name} cannot be the name of a question"
        if any(other.name == field.name and not _exclusive(conditions, theirs) for other, theirs in earlier):
            yield f"{field.name} can be asked twice"
        for condition in conditions:
            if condition.question not in {other.name for other, _ in earlier}:
                yield f"{field.name} depends on {condition.question}, which is not asked before it"


def _exclusive(some: tuple[Is, ...], others: tuple[Is, ...]) -> bool:
    return any(one.excludes(other) for one in some for other in others)
