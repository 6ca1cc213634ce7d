"""What the item's own sheets are printed with in tests, and words each must then say."""

from tests.documents.paper_samples import OF_CASE, lines

CLASS_RECORDED = OF_CASE | {
    "number": "汤人社备字〔2026〕第17号",
    "issued_on": "2026-08-28",
    "course": {
        "name": "电工（中级）技能培训班",
        "occupation": "电工",
        "level": "中级工",
        "starts_on": "2026-09-01",
        "ends_on": "2026-09-30",
        "hours": 120,
        "place": "汤阴县岳河职业培训学校实训楼二楼",
    },
    "count": 30,
    "teachers": [{"name": "路晓彤", "subject": "电工基础"}, {"name": "秦立新", "subject": "实训操作"}],
    "basis": ["《河南省职业培训条例》第二十八条"],
    "lines": lines(30),
}
CHECK_RECORD = OF_CASE | {
    "number": "汤人社检字〔2026〕第30号",
    "issued_on": "2026-09-11",
    "course": CLASS_RECORDED["course"],
    "checked_on": "2026-09-11",
    "officers": ["郭小梅", "崔海霞"],
    "count": 30,
    "present": 28,
    "absent": ["王*", "李**"],
    "findings": ["授课内容与备案课程一致。", "签到表当日28人签到，与到场人数一致。"],
}

SAMPLES = {
    "training/skill_training/sheets/class_recorded.html": CLASS_RECORDED,
    "training/skill_training/sheets/check_record.html": CHECK_RECORD,
}
DEMANDED = {
    "training/skill_training/sheets/class_recorded.html": ("开班备案号", "120学时", "备案学员名单", "30人"),
    "training/skill_training/sheets/check_record.html": ("郭小梅、崔海霞", "备案30人，实到28人", "培训机构意见"),
}
