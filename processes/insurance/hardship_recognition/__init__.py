"""就业困难人员认定 (recognition as hard to employ): the title page.

河南省就业促进条例, 2009年3月26日通过, 第四十三条: who counts as hard to employ. The item guides of Zhengzhou and Xuchang cite
豫政〔2015〕59号 for the shorter time of unemployment; its text was not readable. Nobody enacted how long a recognition is
valid, what proves a category, or the desks it passes in Anyang: policy.yaml says so with each figure.

Read on in the order of the regulation: policy.yaml, eligibility.py, validity.py, removing.py (退出), route.py, questions.py, papers.py.
"""

from datetime import date

from processes.insurance import EMPLOYMENT_REGULATION, RULES_SINCE
from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName, TitlePage

TITLE_PAGE = TitlePage(
    document=EMPLOYMENT_REGULATION.document,
    number="",
    issuer="河南省人民代表大会常务委员会",
    issued_on=date(2009, 3, 26),
    since=RULES_SINCE,
    names=(OfficialName("就业困难人员认定", RULES_SINCE, EMPLOYMENT_REGULATION),),
    basis=(Citation("中华人民共和国就业促进法"),),
)
