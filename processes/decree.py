"""安政〔2015〕34号, the decree all of this carries out, and what else items of several families cite."""

from __future__ import annotations

from datetime import date

from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName, TitlePage

DOCUMENT, NUMBER = "安阳市人民政府关于进一步做好为农民工服务工作的实施意见", "安政〔2015〕34号"
IN_FORCE_SINCE = date(2015, 11, 20)

# The editions of 2017 (财社〔2017〕164号) and 2023 share the title; their articles were not readable.
FUND_MEASURES = Citation("就业补助资金管理办法")
FUND_MEASURES_OF_2023 = Citation("就业补助资金管理办法", "财社〔2023〕181号")
PERIODS_OF_MONTHS = Citation("中华人民共和国民法典", article="第二百零二条、第二百零三条")
# What Anyang would have to lay down and no document read lays down: named so that nobody takes it for law.
UNENACTED = Citation("示例规则（未颁布）")


def opinion(section: str) -> Citation:
    """A section of the decree, as it numbers them: （六）."""
    return Citation(DOCUMENT, NUMBER, section)


def title_page(*names: OfficialName, basis: tuple[Citation, ...]) -> TitlePage:
    """Of an item the decree itself promises; `names` are its official names by day, `basis` the law besides it."""
    return TitlePage(
        document=DOCUMENT,
        number=NUMBER,
        issuer="安阳市人民政府",
        issued_on=IN_FORCE_SINCE,
        since=IN_FORCE_SINCE,
        names=names,
        basis=basis,
    )
