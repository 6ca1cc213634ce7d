"""公租房建设项目行政事业性收费和政府性基金免收 (waiver of charges and funds for building public rental housing): the title page.

安阳市人民政府关于进一步做好为农民工服务工作的实施意见, 安政〔2015〕34号, （十六）: 一律免收. Against it stands the province's own
law: 河南省实施《中华人民共和国人民防空法》办法第十四条 lets nobody waive the fee for building an air-raid shelter elsewhere, unless
the state itself lists the project. So no single department grants it here, and every certificate says on what it rests.

Read on in the order of the decree: policy.yaml, project.py, fees.py, route.py, questions.py, papers.py.
"""

from processes.decree import IN_FORCE_SINCE, opinion, title_page
from workflow_app.policy.citation import Citation
from workflow_app.policy.title_page import OfficialName

OPINION = opinion("（十六）")
AIR_DEFENCE_ACT = Citation("河南省实施《中华人民共和国人民防空法》办法", article="第十四条")
MEASURES = Citation("公共租赁住房管理办法", "住房和城乡建设部令第11号")


TITLE_PAGE = title_page(
    OfficialName("公租房建设项目行政事业性收费和政府性基金免收", IN_FORCE_SINCE, OPINION),
    basis=(
        MEASURES,
        AIR_DEFENCE_ACT,
    ),
)
