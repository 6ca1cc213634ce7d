"""职业培训补贴 (vocational training subsidy): the title page.

安阳市人民政府关于进一步做好为农民工服务工作的实施意见, 安政〔2015〕34号, 安阳市人民政府, 2015年11月20日, section （六）:
"保障培训补贴和职业技能鉴定补贴政策落实 … 并按规定享受职业培训补贴". The opinion sets no amounts, materials or limits; where nobody
enacted a figure for Anyang, policy.yaml says so with it.

Read on in the order of the decree: policy.yaml, recording.py (开班备案), eligibility.py, amount.py, route.py, questions.py, papers.py.
"""

from processes.decree import FUND_MEASURES_OF_2023, IN_FORCE_SINCE, opinion, title_page
from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName

OPINION = opinion("（六）")
TRAINING_REGULATION = Citation("河南省职业培训条例", article="第二十五条")


TITLE_PAGE = title_page(
    OfficialName("职业培训补贴", IN_FORCE_SINCE, OPINION),
    basis=(
        Citation("中华人民共和国就业促进法", article="第四十九条、第五十条"),
        Citation("河南省就业促进条例", article="第三十七条至第四十条"),
        TRAINING_REGULATION,
        FUND_MEASURES_OF_2023,
    ),
)
