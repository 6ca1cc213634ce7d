"""The made-up people of the demonstration: officers of three counties and the city, schools, trainees."""

from __future__ import annotations

from dataclasses import dataclass

from forms import specimen


@dataclass(frozen=True, slots=True)
class Officer:
    """`role@kind@region`; one person, one desk."""

    username: str
    name: str
    role: str
    kind: str
    region: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """An account and the party it acts for."""

    username: str
    name: str
    capacity: str  # self, legal_rep, agent
    party_kind: str
    party_name: str
    number: str
    region: str


COUNTIES = {"tangyin": "410523", "linzhou": "410581", "wenfeng": "410502"}
DESKS = {
    "intake": ("intake", "hrss"),
    "handler": ("handler", "hrss"),
    "section": ("section", "hrss"),
    "money": ("bureau_finance", "hrss"),
    "deputy": ("deputy_head", "hrss"),
    "other": ("other_deputy_head", "hrss"),
    "head": ("bureau_head", "hrss"),
    "market": ("data_check", "market_regulation"),
    "rural": ("data_check", "agriculture"),
    "check": ("funds_check", "finance"),
    "draft": ("batch_draft", "finance"),
    "release": ("batch_release", "finance"),
}
NAMES = {
    "tangyin": "郭小梅 崔海霞 靳文博 路晓彤 牛春晖 秦立新 申志远 侯建民 郝玉兰 常庆丰 段宏伟 裴雪梅",
    "linzhou": "原太行 桑巧云 石占魁 路遥 元振东 傅青 栗国栋 付海涛 岳秀枝 郝太山 申富贵 崔玉洁",
    "wenfeng": "殷文 洹水清 韩小南 孟宪章 贾宝田 冯晓军 曹颖 彭雪 康乐 邢台 时光 万年青",
}
TRAINEES = (
    ("wang", "王䶮", 901),
    ("li", "李㛃然", 902),
    ("zhang", "张永福", 904),
    ("chen", "陈桂兰", 905),
    ("liu", "刘志强", 906),
    ("yang", "杨春生", 907),
    ("maimaiti", "买买提·吐尔逊", 908),
)


def officers() -> tuple[Officer, ...]:
    """Every desk of three counties has one person."""
    return tuple(
        Officer(f"{county}.{desk}", name, role, kind, COUNTIES[county])
        for county, names in NAMES.items()
        for (desk, (role, kind)), name in zip(DESKS.items(), names.split(), strict=True)
    )


def applicants() -> tuple[Applicant, ...]:
    """Two schools with agent and legal representative each, seven trainees who file for themselves, one stranger."""
    yuehe, hongqi = specimen.credit_code(1), specimen.credit_code(2)
    return (
        Applicant("yuehe.agent", "田小禾", "agent", "organisation", "汤阴县岳河职业培训学校", yuehe, "410523"),
        Applicant("yuehe.head", "岳长河", "legal_rep", "organisation", "汤阴县岳河职业培训学校", yuehe, "410523"),
        Applicant("hongqi.agent", "杨柳", "agent", "organisation", "林州市红旗渠技工学校", hongqi, "410581"),
        Applicant("hongqi.head", "秦太生", "legal_rep", "organisation", "林州市红旗渠技工学校", hongqi, "410581"),
        *(_oneself(*each) for each in TRAINEES),
        _oneself("stranger", "路过", 903, "410502"),
    )


def _oneself(username: str, name: str, number: int, region: str = "410523") -> Applicant:
    return Applicant(username, name, "self", "person", name, specimen.person_id(number), region)
