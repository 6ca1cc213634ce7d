"""Social-insurance subsidies and who may have them: the items, and the pure rules they share. Never a row, never another family."""

from datetime import date

from workflow_app.policy.citation import Citation

EMPLOYMENT_REGULATION = Citation("河南省就业促进条例", article="第四十三条")
OPINION = Citation("安阳市人民政府关于进一步做好为农民工服务工作的实施意见", "安政〔2015〕34号", "（五）")
# The editions of 2017 (财社〔2017〕164号) and 2023 share the title; their articles were not readable.
FUND_MEASURES = Citation("就业补助资金管理办法")
# Practice that no document read lays down: named so that nobody takes it for law.
UNENACTED = Citation("示例规则（未颁布）")

# The day the regulation was passed; the day it came into force was not found.
RULES_SINCE = date(2009, 3, 26)

# The day of the opinion from which its subsidies are paid; contributions count from the month after it.
SUBSIDIES_SINCE = date(2015, 11, 20)
FIRST_MONTH = "2015-12"
