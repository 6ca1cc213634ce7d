"""职业技能评价补贴, until its renaming 职业技能鉴定补贴 (subsidy for the assessment of skills): the title page.

安政〔2015〕34号（六） promises "职业技能鉴定补贴" and names no figure. 河南省就业促进条例第四十条 gives it to 就业困难人员 and 进城务工人员
who passed their first assessment, once. The current rules call it 职业技能评价补贴; from which day on was not found, so the day of
财社〔2023〕181号 stands for it.

Read on in the order of a claim: policy.yaml, eligibility.py, amount.py, route.py, questions.py, papers.py.
"""

from datetime import date

from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName, TitlePage

OPINION = Citation("安阳市人民政府关于进一步做好为农民工服务工作的实施意见", "安政〔2015〕34号", "（六）")
EMPLOYMENT_REGULATION = Citation("河南省就业促进条例", article="第四十条")
FUND_MEASURES = Citation("就业补助资金管理办法", "财社〔2023〕181号")
PERIODS_OF_MONTHS = Citation("中华人民共和国民法典", article="第二百零二条、第二百零三条")
# Practice that no document read lays down: named so that nobody takes it for law.
UNENACTED = Citation("示例规则（未颁布）")

IN_FORCE_SINCE = date(2015, 11, 20)
RENAMED_ON = date(2023, 12, 20)

TITLE_PAGE = TitlePage(
    document=OPINION.document,
    number=OPINION.number,
    issuer="安阳市人民政府",
    issued_on=date(2015, 11, 20),
    since=IN_FORCE_SINCE,
    names=(
        OfficialName("职业技能鉴定补贴", IN_FORCE_SINCE, OPINION),
        OfficialName("职业技能评价补贴", RENAMED_ON, FUND_MEASURES),
    ),
    basis=(
        Citation("中华人民共和国就业促进法", article="第四十九条、第五十条"),
        EMPLOYMENT_REGULATION,
        FUND_MEASURES,
    ),
)
