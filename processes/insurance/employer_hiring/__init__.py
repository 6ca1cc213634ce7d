"""企业吸纳就业困难人员社会保险补贴 (subsidy for employers who hire the hard to employ): the title page.

安政〔2015〕34号（五）promises firms that hire for a year or more a social-insurance subsidy "按有关规定" and names no figure. What is
paid is the employer's own part of pension, medical and unemployment insurance as it was really paid, the employee's part never; that
reading of the fund's measures rests on practice, so policy.yaml says so. Applied for after paying, month by month and person by person.

Read on in the order of a claim: policy.yaml, claiming.py, eligibility.py, amount.py, route.py, questions.py, papers.py.
"""

from datetime import date

from processes.insurance import EMPLOYMENT_REGULATION, OPINION, SUBSIDIES_SINCE
from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName, TitlePage

TITLE_PAGE = TitlePage(
    document=OPINION.document,
    number=OPINION.number,
    issuer="安阳市人民政府",
    issued_on=date(2015, 11, 20),
    since=SUBSIDIES_SINCE,
    names=(OfficialName("企业吸纳就业困难人员社会保险补贴", SUBSIDIES_SINCE, OPINION),),
    basis=(
        EMPLOYMENT_REGULATION,
        Citation("河南省就业促进条例", article="第十二条"),
        Citation("就业补助资金管理办法", "财社〔2023〕181号"),
    ),
)
