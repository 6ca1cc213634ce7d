"""Files as answers: references to what was received, never the bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, asdict, dataclass
from typing import Any

from forms.correction import Correction
from forms.fields.field import Field

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class StoredFile:
    """A received and stored file: sha256 of the stored bytes, its display name, kind ('pdf', 'jpeg'), bytes, pages."""

    sha256: str
    name: str
    kind: str
    size: int
    pages: int = 1


@dataclass(frozen=True)
class Files(Field[tuple[StoredFile, ...]]):
    """One or more received files. Raw input is what the store answered at upload, as StoredFile or its JSON.

    Who calls `read` has checked that these references belong to this draft: a digest alone is no right to a file.
    """

    accepts: tuple[str, ...] = ("pdf", "jpeg")
    _: KW_ONLY
    at_most: int = 10
    largest_bytes: int = 20 * MEGABYTE

    def parse(self, raw: object) -> tuple[StoredFile, ...] | Correction:
        given = raw if isinstance(raw, list | tuple) else [raw]
        stored = tuple(dict.fromkeys(_stored(each) for each in given))
        files = tuple(file for file in stored if file is not None)
        if len(files) < len(stored):
            return self.correction(f"{self.label}没有上传成功，请重新上传")
        if len(files) > self.at_most:
            return self.correction(f"{self.label}最多{self.at_most}个文件，现在是{len(files)}个，请删去多余的")
        unfit = next((file for file in files if file.kind not in self.accepts), None)
        return self._refusal(unfit) if unfit else files

    def _refusal(self, file: StoredFile) -> Correction:
        return self.correction(f"“{file.name}”不是{self.label}可以用的文件种类，请换成{kinds_in_words(self.accepts)}")

    def missing(self) -> str:
        return f"请上传{self.label}"

    def written(self, value: tuple[StoredFile, ...]) -> str:
        return "、".join(file.name for file in value)

    def to_json(self, value: tuple[StoredFile, ...]) -> Any:
        return [asdict(file) for file in value]

    def from_json(self, data: Any) -> tuple[StoredFile, ...]:
        return tuple(StoredFile(**file) for file in data)

    def schema(self) -> dict[str, object]:
        keys: dict[str, object] = {
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "name": {"type": "string"},
        }
        keys |= {"kind": {"enum": list(self.accepts)}, "size": {"type": "integer"}, "pages": {"type": "integer"}}
        one = {"type": "object", "properties": keys, "required": ["sha256", "name", "kind", "size"]}
        return {"type": "array", "items": one, "maxItems": self.at_most} | self.titles()


def kinds_in_words(accepts: tuple[str, ...]) -> str:
    """('pdf', 'jpeg') → 'PDF 或照片（JPG、PNG、HEIC）'."""
    words = {"pdf": "PDF", "jpeg": "照片（JPG、PNG、HEIC）"}
    return "或".join(words.get(kind, kind) for kind in accepts)


def _stored(given: object) -> StoredFile | None:
    if isinstance(given, StoredFile):
        return given
    if not isinstance(given, Mapping):
        return None
    texts = all(isinstance(given.get(key), str) for key in ("sha256", "name", "kind"))
    if not texts or not isinstance(given.get("size"), int) or len(given["sha256"]) != 64:
        return None
    return StoredFile(given["sha256"], given["name"], given["kind"], given["size"], int(given.get("pages") or 1))
