"""个人创业担保贷款 (guaranteed start-up loan to a person): the title page.

安阳市人民政府关于进一步做好为农民工服务工作的实施意见, 安政〔2015〕34号, 安阳市人民政府, 2015年11月20日, section （五）:
"将农民工创业纳入创业担保贷款范围，在创业地办理就业创业证或就业失业登记证，个人贷款最高额度提高到10万元". Ceilings, terms and subsidies
changed several times since; no rule of Anyang's own was found for them, and policy.yaml says so with every figure.

Read on in the order of the matter: policy.yaml, questions.py, eligibility.py (who), asking.py (what is wished), told.py (what the
offices decide), route.py; then the life of the loan: subsidising.py (贴息), claiming.py (代偿), writing_off.py (核销).
"""

from processes.decree import IN_FORCE_SINCE, opinion, title_page
from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName

OPINION = opinion("（五）")
# 普惠金融发展专项资金 … 2023: read only through pages that quote it, so what rests on it stays modelled in policy.yaml.
FUND_MEASURES = Citation("普惠金融发展专项资金管理办法", "财金〔2023〕75号")
HENAN_GUIDE = Citation("河南省创业担保贷款办事指南")
CREDIT_REGULATION = Citation("征信业管理条例", article="第十八条")
GUARANTEE = Citation("中华人民共和国民法典", article="第六百八十六条、第六百八十八条、第六百九十二条")
ORDER_OF_PAYMENT = Citation("中华人民共和国民法典", article="第五百六十一条")
CAPACITY = Citation("中华人民共和国民法典", article="第十七条、第十八条")
JOINT_DEBT = Citation("中华人民共和国民法典", article="第一千零六十四条")


TITLE_PAGE = title_page(
    OfficialName("个人创业担保贷款", IN_FORCE_SINCE, OPINION),
    basis=(
        GUARANTEE,
        FUND_MEASURES,
    ),
)
