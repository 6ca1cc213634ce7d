"""企业吸纳就业困难人员社会保险补贴 (subsidy for employers who hire the hard to employ): the title page.

安政〔2015〕34号（五）promises firms that hire for a year or more a social-insurance subsidy "按有关规定" and names no figure. What is
paid is the employer's own part of pension, medical and unemployment insurance as it was really paid, the employee's part never; that
reading of the fund's measures rests on practice, so policy.yaml says so. Applied for after paying, month by month and person by person.

Read on in the order of a claim: policy.yaml, claiming.py, eligibility.py, amount.py, route.py, questions.py, papers.py.
"""

from processes.decree import FUND_MEASURES_OF_2023, title_page
from processes.insurance import EMPLOYMENT_REGULATION, OPINION, SUBSIDIES_SINCE
from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName

TITLE_PAGE = title_page(
    OfficialName("企业吸纳就业困难人员社会保险补贴", SUBSIDIES_SINCE, OPINION),
    basis=(
        EMPLOYMENT_REGULATION,
        Citation("河南省就业促进条例", article="第十二条"),
        FUND_MEASURES_OF_2023,
    ),
)
