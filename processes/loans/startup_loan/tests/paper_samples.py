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
SUBSIDY_SHEET = _OF_LOAN | {
    "number": "汤人社息字〔2026〕第3号",
    "issued_on": "2026-10-14",
    "borrower": {"name": "李㛃然", "identity": "410523********1234"},
    "bank": BANK,
    "loan": {
        "number": "41052320220825000015",
        "fen": 20_000_000,
        "rate": "4.15%",
        "lpr": "3.65%",
        "disbursed_on": "2022-08-25",
    },
    "quarter": {"title": "2023年第3季度", "settled_on": "2023-09-20"},
    "regime": "全额",
    "days": 92,
    "interest_fen": 212_111,
    "formula": "200000.00 × 4.15% × 92 ÷ 360",
    "fen": 212_111,
    "standing": "modelled",
    "payee": "李㛃然",
    "tiers": [
        {"tier": "中央资金", "indicator": "豫财金〔2023〕11号", "fen": 106_055},
        {"tier": "省级资金", "indicator": "豫财金〔2023〕12号", "fen": 53_028},
        {"tier": "市县资金", "indicator": "汤财金〔2023〕5号", "fen": 53_028},
    ],
    "hands": [
        {"office": OF_CASE["organ"]["name"], "seat": "创业贷款担保岗", "name": "李建民", "on": "2023-10-09"},
        {"office": GUARANTOR, "seat": "担保机构核对贷款", "name": "王秀英", "on": "2023-10-09"},
        {"office": "汤阴县财政局", "seat": "财政金融股", "name": "赵晓梅", "on": "2023-10-12"},
    ],
    "basis": ["《普惠金融发展专项资金管理办法》（财金〔2023〕75号）"],
    "marks": ["补贴标准参照其他规定，不是本市对本事项的规定。"],
}

SHEETS = "loans/startup_loan/sheets"
SAMPLES = {f"{SHEETS}/recourse.html": RECOURSE, f"{SHEETS}/subsidy_sheet.html": SUBSIDY_SHEET}
FAMILIES = {f"{SHEETS}/subsidy_sheet.html": "list"}
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
    f"{SHEETS}/subsidy_sheet.html": (
        "贷款贴息核定表",
        "200000.00×4.15%×92÷360",
        "人民币贰仟壹佰贰拾壹元壹角壹分",
        "全额",
        "豫财金〔2023〕11号",
        "1,060.55",
        "创业贷款担保岗",
        "担保机构核对贷款",
        "财政金融股",
    ),
}
