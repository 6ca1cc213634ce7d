"""The made-up people of the demonstration: officers of three counties and the city, schools, trainees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import count, islice

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
MORE_DESKS = {
    "jobs": ("employment", "hrss"),
    "insurance": ("insurance", "hrss"),
    "loan": ("loan_office", "hrss"),
    "subsidy": ("subsidy_check", "finance"),
    "fees": ("data_check", "finance"),
    "budget": ("budget", "finance"),
    "credit": ("credit", "bank"),
    "disburse": ("disburse", "bank"),
    "guarantee": ("check", "guarantee"),
    "survey": ("survey", "guarantee"),
    "survey2": ("second_survey", "guarantee"),
    "letter": ("sign", "guarantee"),
    "civil": ("data_check", "civil_affairs"),
    "police": ("data_check", "public_security"),
    "land": ("data_check", "natural_resources"),
    "planning": ("data_check", "development_reform"),
    "tax": ("data_check", "tax"),
    "medical": ("data_check", "medical_insurance"),
    "provident": ("data_check", "provident_fund"),
    "defence": ("data_check", "civil_air_defence"),
    "waiver": ("waiver", "civil_air_defence"),
}
HOUSING_DESKS = {
    "h_intake": ("intake", "housing"),
    "h_handler": ("handler", "housing"),
    "h_section": ("section", "housing"),
    "h_review": ("review", "housing"),
    "h_allocation": ("allocation", "housing"),
    "h_rent": ("rent", "housing"),
    "h_deputy": ("deputy_head", "housing"),
    "h_notary": ("notary", "housing"),
}
BUDGET_DESKS = {"budget": ("budget", "finance")}
HEAD_DESKS = {"f_head": ("bureau_head", "finance")}
TREASURY_DESKS = {"treasury": ("treasury_check", "finance")}
STREET_DESKS = {"street": ("intake", "street"), "street_review": ("review", "street")}
STREETS = {"tangyin": "410523100", "linzhou": "410581001", "wenfeng": "410502001"}
CITY = {"anyang": "410500"}
NAMED_FROM = 5_000  # names of desks that nobody named: the specimen people from here on
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


RESIDENT = "resident"  # their accounts are counted: resident0, resident1 …
RESIDENTS_FROM = 60_000
MIDDLE_AGED = range(1982, 1999)  # years of birth

FIRMS = (  # account, who acts, its head, what it is called, the number of its credit code
    ("zhiyi", "毛小线", "温长河", "汤阴县示例制衣有限公司", 11),
    ("zone", "区建新", "园向东", "汤阴县示例产业园区建设有限公司", 12),
    ("bank", "银晓慧", "钱万里", "示例银行汤阴县支行", 13),
    ("guarantor", "保平安", "信长久", "汤阴县融资担保中心", 14),
)


def officers() -> tuple[Officer, ...]:
    """Every desk of three counties and of a street or township in each has one person; at the city the housing desks."""
    named = tuple(
        Officer(f"{county}.{desk}", name, role, kind, COUNTIES[county])
        for county, names in NAMES.items()
        for (desk, (role, kind)), name in zip(DESKS.items(), names.split(), strict=True)
    )
    places = (
        (COUNTIES, MORE_DESKS | HOUSING_DESKS),
        (STREETS, STREET_DESKS),
        (CITY, HOUSING_DESKS),
        (COUNTIES | CITY, BUDGET_DESKS),
        (COUNTIES | CITY, HEAD_DESKS),
        (COUNTIES, TREASURY_DESKS),
    )
    more = [
        (f"{place}.{desk}", role, kind, region)
        for regions, desks in places
        for place, region in regions.items()
        for desk, (role, kind) in desks.items()
    ]
    counted = ((specimen.person_name(NAMED_FROM + 7 * number), each) for number, each in enumerate(more))
    return (*named, *(Officer(username, name, *rest) for name, (username, *rest) in counted))


def applicants() -> tuple[Applicant, ...]:
    """Two schools, a firm, an industrial zone, a bank and a guarantee institution with who acts for them; people who file for
    themselves, and one stranger."""
    yuehe, hongqi = specimen.credit_code(1), specimen.credit_code(2)
    return (
        Applicant("yuehe.agent", "田小禾", "agent", "organisation", "汤阴县岳河职业培训学校", yuehe, "410523"),
        Applicant("yuehe.head", "岳长河", "legal_rep", "organisation", "汤阴县岳河职业培训学校", yuehe, "410523"),
        Applicant("hongqi.agent", "杨柳", "agent", "organisation", "林州市红旗渠技工学校", hongqi, "410581"),
        Applicant("hongqi.head", "秦太生", "legal_rep", "organisation", "林州市红旗渠技工学校", hongqi, "410581"),
        *(each for firm in FIRMS for each in _of_firm(*firm)),
        *(_oneself(*each) for each in TRAINEES),
        _oneself("stranger", "路过", 903, "410502"),
    )


def applicant(username: str) -> Applicant:
    """Who files under that name: one of the applicants, or a resident. LookupError for neither."""
    if username.startswith(RESIDENT):
        return _oneself(username, *_residents()[int(username.removeprefix(RESIDENT))])
    return _named()[username]


def specimen_of(resident: str) -> int:
    """The number of the specimen person a resident is."""
    return _residents()[int(resident.removeprefix(RESIDENT))][1]


@cache
def _named() -> dict[str, Applicant]:
    return {each.username: each for each in applicants()}


@cache
def _residents() -> tuple[tuple[str, int], ...]:
    """Name and number of more people of the first county, as many as a play may need, all in the middle of their lives."""
    grown = (n for n in count(RESIDENTS_FROM) if int(specimen.person_id(n)[6:10]) in MIDDLE_AGED)
    return tuple((specimen.person_name(n), n) for n in islice(grown, 4_000))


def _of_firm(username: str, agent: str, head: str, name: str, number: int) -> tuple[Applicant, Applicant]:
    code = specimen.credit_code(number, "91")
    return (
        Applicant(f"{username}.agent", agent, "agent", "organisation", name, code, "410523"),
        Applicant(f"{username}.head", head, "legal_rep", "organisation", name, code, "410523"),
    )


def _oneself(username: str, name: str, number: int, region: str = "410523") -> Applicant:
    return Applicant(username, name, "self", "person", name, specimen.person_id(number), region)
