"""What the item's own sheets are printed with in tests, and words each must then say."""

from tests.documents.paper_samples import CASE, OF_CASE

GUARANTOR = "汤阴县创业贷款担保中心"
BANK = "中国农业银行汤阴县支行"
_CASE = CASE | {"item": "个人创业担保贷款", "procedure": "贷款申请", "applicant": "李㛃然"}
_OF_LOAN = OF_CASE | {"case": _CASE, "recipient": "李㛃然", "you": "你"}
RECOURSE = _OF_LOAN | {
    "organ": OF_CASE["organ"] | {"name": GUARANTOR},
    "seal": {"organ": GUARANTOR},
    "number": "汤创担追偿字〔2026〕第1号",
    "issued_on": "2026-09-24",
    "loan": {"bank": BANK, "receipt": "农银汤借〔2026〕15号", "fen": 15_000_000, "disbursed_on": "2026-03-28"},
    "owed_fen": 15_262_500,
    "paid_fen": 12_210_000,
    "rest_fen": 3_052_500,
    "standing": "modelled",
    "paid_on": "2026-09-24",
    "voucher": "担保基金支字2026第8号",
    "counter_contract": "汤创担反字〔2026〕第12号",
    "basis": ["《中华人民共和国民法典》第七百条"],
    "marks": ["担保基金承担的比例参照其他城市的规定，不是本市对本事项的规定。"],
}

SHEETS = "loans/startup_loan/sheets"
SAMPLES = {f"{SHEETS}/recourse.html": RECOURSE}
DEMANDED = {
    f"{SHEETS}/recourse.html": (
        "追偿函",
        "第七百条",
        "农银汤借〔2026〕15号",
        "122,100.00元",
        "人民币壹拾贰万贰仟壹佰元整",
        "30,525.00元",
        "汤创担反字〔2026〕第12号",
        "请与本机构商定",
        "请勿向个人账户付款",
    ),
}
