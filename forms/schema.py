"""The JSON schema of a questionnaire's answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from forms.condition import Is
from forms.fields.field import Field

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def questionnaire_schema(title: str, placed: Iterable[tuple[Field[Any], tuple[Is, ...]]]) -> dict[str, object]:
    """An object with one property a name; a question asked only under conditions is an if/then."""
    properties: dict[str, object] = {}
    required: list[str] = []
    rules: list[dict[str, object]] = []
    for field, conditions in placed:
        if not conditions:
            properties[field.name] = field.schema()
            required += [field.name] if field.required else []
        else:
            properties.setdefault(field.name, {})
            rules.append(_rule(field, conditions))
    schema = {"$schema": DIALECT, "title": title, "type": "object", "properties": properties, "required": required}
    return schema | {"additionalProperties": False} | ({"allOf": rules} if rules else {})


def _rule(field: Field[Any], conditions: tuple[Is, ...]) -> dict[str, object]:
    then: dict[str, object] = {"properties": {field.name: field.schema()}}
    if field.required:
        then["required"] = [field.name]
    return {"if": {"allOf": [condition.schema() for condition in conditions]}, "then": then}
