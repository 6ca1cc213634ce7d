"""公共租赁住房 (public rental housing) for a household: the title page.

安阳市人民政府关于进一步做好为农民工服务工作的实施意见, 安政〔2015〕34号, 安阳市人民政府, 2015年11月20日, section （十六）
takes migrant workers who qualify into public rental housing and states no condition; the national measures (住房和城乡建设部令
第11号) leave the figures to the city, and Anyang's own were not found. policy.yaml says of each figure where it comes from.

Read on in the order of the decree: policy.yaml, household.py, authorising.py, eligibility.py, means.py, renewing.py, leaving.py,
route.py, questions.py, papers.py.
"""

from processes.decree import IN_FORCE_SINCE, opinion, title_page
from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName

OPINION = opinion("（十六）")
MEASURES, ORDER = "公共租赁住房管理办法", "住房和城乡建设部令第11号"
WHO_MAY_APPLY = Citation(MEASURES, ORDER, "第七条")
TRUTH_AND_CONSENT = Citation(MEASURES, ORDER, "第八条")
WAITING = Citation(MEASURES, ORDER, "第十条")
LEASE_TERM = Citation(MEASURES, ORDER, "第十八条")
ARREARS = Citation(MEASURES, ORDER, "第二十九条")
RENEWING = Citation(MEASURES, ORDER, "第三十条")
LEAVING = Citation(MEASURES, ORDER, "第三十一条")
CHEATING = Citation(MEASURES, ORDER, "第三十五条、第三十六条")


TITLE_PAGE = title_page(OfficialName("公共租赁住房", IN_FORCE_SINCE, OPINION), basis=(Citation(MEASURES, ORDER),))
