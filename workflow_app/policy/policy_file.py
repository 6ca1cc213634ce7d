"""policy.yaml → parameters: which keys it may have, and what each must say."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from workflow_app.policy.citation import Citation
from workflow_app.policy.exclusion import CONFLICTS, By, Exclusion, When
from workflow_app.policy.finding import OTHER_CASES, Verdict
from workflow_app.policy.parameter import DatedValue, Parameter
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.standing import Standing
from workflow_app.policy.strict_yaml import Lines, Tree, read_tree
from workflow_app.policy.unit import Unit
from workflow_app.policy.value_text import read_value

OF_FILE = ({"item", "parameters"}, {"exclusions"})
OF_EXCLUSION = (
    {"says", "with", "by", "when", "verdict", "since", "source"},
    {"of", "found", "until", "months", "remedy"},
)
OF_PARAMETER = ({"says", "unit", "governing", "values"}, set[str]())
OF_VALUE = ({"value", "standing", "source"}, {"until", "note"})
OF_SOURCE = ({"document"}, {"number", "article", "url"})
GOVERNING = {
    "filing": "申请日",
    "certificate": "发证日",
    "month": "缴费月份",
    "class_start": "开班日",
    "disbursement": "放款日",
    "act": "办理日",
}


def read_policy(text: str, slug: str) -> tuple[dict[str, Parameter], tuple[Exclusion, ...]]:
    """Every parameter and every exclusion of the file in its order; NotUnderstood for the first mistake."""
    tree, lines = read_tree(text, f"{slug}/policy.yaml")
    page = _Page(f"{slug}/policy.yaml", lines)
    top = page.keys_of(tree, (), OF_FILE)
    if top["item"] != slug:
        raise page.mistake(("item",), f"写的是 {top['item']}，而这个文件属于 {slug}，请改成 {slug}")
    parameters = page.mapping(top["parameters"], ("parameters",))
    excluding = page.mapping(top["exclusions"], ("exclusions",)) if "exclusions" in top else {}
    return (
        {key: _parameter(page, key, body) for key, body in parameters.items()},
        tuple(_exclusion(page, key, body) for key, body in excluding.items()),
    )


def _exclusion(page: _Page, key: str, body: Tree) -> Exclusion:
    path = ("exclusions", key)
    fields = page.keys_of(body, path, OF_EXCLUSION)
    when = When(page.one_of(fields["when"], (*path, "when"), {each.value: each.value for each in When}))
    months = page.words(fields["months"], (*path, "months")) if "months" in fields else "0"
    if not (months.isascii() and months.isdigit() and len(months) <= 4) or (when is When.WITHIN) != (months != "0"):
        raise page.mistake((*path, "months"), "只在 when: within 时写，是一个大于0、不超过9999的整数")
    source = page.keys_of(fields["source"], (*path, "source"), OF_SOURCE)
    return Exclusion(
        key=key,
        says=page.words(fields["says"], (*path, "says")),
        kinds=tuple(page.words(fields["with"], (*path, "with")).split()),
        by=By(page.one_of(fields["by"], (*path, "by"), {each.value: each.value for each in By})),
        when=when,
        verdict=Verdict(page.one_of(fields["verdict"], (*path, "verdict"), {"not_met": "", "undecided": ""})),
        citation=Citation(**{name: page.words(text, (*path, "source", name)) for name, text in source.items()}),
        since=page.day(fields["since"], (*path, "since")),
        until=page.day(fields["until"], (*path, "until")) if "until" in fields else None,
        months=int(months),
        remedy=page.words(fields["remedy"], (*path, "remedy")) if "remedy" in fields else "",
        of=tuple(page.words(fields["of"], (*path, "of")).split()) if "of" in fields else (),
        found=_found(page, fields, path),
    )


def _found(page: _Page, fields: dict[str, Tree], path: tuple[str, ...]) -> str:
    """What is said of a hit: it speaks of the other case without its number, and each reader is told which."""
    said = page.words(fields["found"], (*path, "found")) if "found" in fields else CONFLICTS
    if OTHER_CASES not in said:
        raise page.mistake((*path, "found"), f"要写出 {OTHER_CASES}，读的人在这里看到是哪一件")
    return said


def _parameter(page: _Page, key: str, body: Tree) -> Parameter:
    path = ("parameters", key)
    fields = page.keys_of(body, path, OF_PARAMETER)
    unit = page.one_of(fields["unit"], (*path, "unit"), {unit.value: unit.value for unit in Unit})
    governing = page.one_of(fields["governing"], (*path, "governing"), GOVERNING)
    dated = page.mapping(fields["values"], (*path, "values"))
    values = tuple(
        _dated_value(page, (*path, "values", since), since, body, Unit(unit)) for since, body in dated.items()
    )
    ordered = tuple(sorted(values, key=lambda value: value.since))
    return Parameter(
        key, page.words(fields["says"], (*path, "says")), Unit(unit), governing, _closed(page, path, ordered)
    )


def _dated_value(page: _Page, path: tuple[str, ...], since: str, body: Tree, unit: Unit) -> DatedValue:
    fields = page.keys_of(body, path, OF_VALUE)
    source = page.keys_of(fields["source"], (*path, "source"), OF_SOURCE)
    standing = page.one_of(fields["standing"], (*path, "standing"), {each.value: each.label for each in Standing})
    try:
        value = read_value(fields["value"], unit)
    except ValueError as error:
        raise page.mistake((*path, "value"), str(error)) from None
    until = page.day(fields["until"], (*path, "until")) if "until" in fields else None
    citation = Citation(**{key: page.words(text, (*path, "source", key)) for key, text in source.items()})
    note = page.words(fields["note"], (*path, "note")) if "note" in fields else ""
    return DatedValue(value, page.day(since, path), until, citation, Standing(standing), note)


def _closed(page: _Page, path: tuple[str, ...], values: tuple[DatedValue, ...]) -> tuple[DatedValue, ...]:
    """Each open value ends the day before the next begins; one that says otherwise overlaps and is refused."""
    closed = []
    for value, later in pairwise(values):
        last_day = later.since - timedelta(days=1)
        until = value.until or last_day
        if until > last_day or until < value.since:
            where = (*path, "values", value.since.isoformat())
            raise page.mistake(
                where, f"到 {until:%Y-%m-%d} 为止，与 {later.since:%Y-%m-%d} 起的数值重叠，请改正起止日期"
            )
        closed.append(DatedValue(value.value, value.since, until, value.citation, value.standing, value.note))
    last = values[-1]
    if last.until and last.until < last.since:
        raise page.mistake((*path, "values", last.since.isoformat()), "的截止日早于开始日，请改正日期")
    return (*closed, last)


class _Page:
    """The file being read: turns a path into a sentence with its line."""

    def __init__(self, name: str, lines: Lines) -> None:
        self.name = name
        self.lines = lines

    def keys_of(self, tree: Tree, path: tuple[str, ...], allowed: tuple[set[str], set[str]]) -> dict[str, Tree]:
        """A mapping with all the required keys and no unknown one."""
        required, optional = allowed
        found = self.mapping(tree, path)
        for key in found:
            if key not in required | optional:
                known = "、".join(sorted(required | optional))
                raise self.mistake((*path, key), f"不是认识的键，这里只能写 {known}")
        for key in sorted(required):
            if key not in found:
                raise self.mistake(path, f"缺少 {key}，请补上")
        return found

    def mapping(self, tree: Tree, path: tuple[str, ...]) -> dict[str, Tree]:
        if not isinstance(tree, dict) or not tree:
            raise self.mistake(path, "下面没有内容，请按“键: 值”逐项写出")
        return tree

    def words(self, tree: Tree, path: tuple[str, ...]) -> str:
        if not isinstance(tree, str) or not tree.strip():
            raise self.mistake(path, "应当是一句不为空的文字，请补上")
        return tree.strip()

    def one_of(self, tree: Tree, path: tuple[str, ...], known: dict[str, str]) -> str:
        word = self.words(tree, path)
        if word not in known:
            raise self.mistake(path, f"写的是 {word}，只能是 {'、'.join(known)}")
        return word

    def day(self, tree: Tree, path: tuple[str, ...]) -> date:
        text = self.words(tree, path)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.mistake(path, f"中的 {text} 不是存在的日期，请写成 2015-11-20 的样子") from None

    def mistake(self, path: tuple[str, ...], what: str) -> NotUnderstood:
        line = self.lines.get(path) or self.lines.get(path[:-1], 1)
        return NotUnderstood(f"{self.name} 第 {line} 行“{' → '.join(path) or '开头'}”{what}。")
