"""Social-insurance subsidies and who may have them: the items, and the pure rules they share. Never a row, never another family."""

from datetime import date

from processes.decree import opinion
from workflow_app.policy.citation import Citation

EMPLOYMENT_REGULATION = Citation("河南省就业促进条例", article="第四十三条")
OPINION = opinion("（五）")

# The day the regulation was passed; the day it came into force was not found.
RULES_SINCE = date(2009, 3, 26)

# The day of the opinion from which its subsidies are paid; contributions count from the month after it.
SUBSIDIES_SINCE = date(2015, 11, 20)
FIRST_MONTH = "2015-12"
