"""职业技能评价补贴, until its renaming 职业技能鉴定补贴 (subsidy for the assessment of skills): the title page.

安政〔2015〕34号（六） promises "职业技能鉴定补贴" and names no figure. 河南省就业促进条例第四十条 gives it to 就业困难人员 and 进城务工人员
who passed their first assessment, once. The current rules call it 职业技能评价补贴; from which day on was not found, so the day of
财社〔2023〕181号 stands for it.

Read on in the order of a claim: policy.yaml, eligibility.py, amount.py, route.py, questions.py, papers.py.
"""

from datetime import date

from processes.decree import FUND_MEASURES_OF_2023, IN_FORCE_SINCE, opinion, title_page
from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName

OPINION = opinion("（六）")
EMPLOYMENT_REGULATION = Citation("河南省就业促进条例", article="第四十条")

RENAMED_ON = date(2023, 12, 20)

TITLE_PAGE = title_page(
    OfficialName("职业技能鉴定补贴", IN_FORCE_SINCE, OPINION),
    OfficialName("职业技能评价补贴", RENAMED_ON, FUND_MEASURES_OF_2023),
    basis=(
        Citation("中华人民共和国就业促进法", article="第四十九条、第五十条"),
        EMPLOYMENT_REGULATION,
        FUND_MEASURES_OF_2023,
    ),
)
