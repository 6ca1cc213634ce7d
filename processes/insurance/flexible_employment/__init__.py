"""灵活就业社会保险补贴 (subsidy of social insurance for flexible employment): the title page.

安政〔2015〕34号 promises social-insurance subsidies "按有关规定" and names no figure. Two thirds of what was actually paid, three
years, or to retirement for those near it are the national rule (就业补助资金管理办法, read only as quoted); whether the base is
capped differs by place, so 新郑's cap is taken over and says so. Contributions count month by month (先缴后补).

Read on in the order of a claim: policy.yaml, claiming.py, eligibility.py, amount.py, renewing.py (续领), route.py, questions.py, papers.py.
"""

from processes.decree import FUND_MEASURES_OF_2023, title_page
from processes.insurance import EMPLOYMENT_REGULATION, OPINION, SUBSIDIES_SINCE
from workflow_app.policy.title_page import OfficialName

TITLE_PAGE = title_page(
    OfficialName("灵活就业社会保险补贴", SUBSIDIES_SINCE, OPINION),
    basis=(
        EMPLOYMENT_REGULATION,
        FUND_MEASURES_OF_2023,
    ),
)
