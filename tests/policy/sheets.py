"""Small policy files for the tests of the reader."""

from textwrap import dedent, indent

WHOLE = """\
item: sample_item
parameters:
  trn.times_per_year_max:
    says: 同一人每年最多享受次数
    unit: times
    governing: filing
    values:
      2015-11-20:
        value: "1"
        standing: sample
        source: {document: 示例办法, number: 安试〔2015〕1号, article: 第三条}
      2019-06-01:
        value: "3"
        standing: modelled
        source: {document: 某市办法}
        note: 原文未核对
  trn.amount:
    says: 每人补贴标准
    unit: table_of_yuan
    governing: class_start
    values:
      2015-11-20:
        value:
          A: {"5": "800.00", "4": "1000.50"}
        standing: sample
        source: {document: 示例办法, article: 附件}
  clock.receipt:
    says: 收到网上申请后审查材料的期限
    unit: working_days
    governing: act
    values:
      2021-12-01:
        value: "1"
        standing: enacted
        source: {document: 安阳市政务服务条例, article: 第四十二条}
  trn.hukou_required:
    says: 是否限制户籍
    unit: flag
    governing: filing
    values:
      2015-11-20: {value: "false", standing: enacted, source: {document: 实施意见, article: （六）}}
  trn.occupations:
    says: 职业（工种）和类别
    unit: table_of_words
    governing: class_start
    values:
      2015-11-20: {value: {电工: A, 育婴员: B}, standing: sample, source: {document: 示例目录}}
  trn.max_paid:
    says: 封顶金额
    unit: yuan
    governing: filing
    values:
      2015-11-20: {value: "1200.5", until: 2015-12-31, standing: sample, source: {document: 示例办法}}
  trn.attendance:
    says: 最低出勤率
    unit: ratio
    governing: filing
    values:
      2015-11-20: {value: "0.80", standing: sample, source: {document: 示例办法}}
  trn.seals:
    says: 可用印章
    unit: words
    governing: act
    values:
      2015-11-20: {value: [公章, 专用章], standing: sample, source: {document: 示例办法}}
"""


def with_values(values: str, unit: str = "times") -> str:
    """A file with one parameter whose `values` section is given."""
    head = f"""\
item: sample_item
parameters:
  one:
    says: 一个参数
    unit: {unit}
    governing: filing
    values:
"""
    return head + indent(dedent(values), " " * 6)


def with_value(value: str, unit: str = "times") -> str:
    """A file whose only value is written so."""
    return with_values(f"2020-01-01: {{value: {value}, standing: sample, source: {{document: 甲}}}}\n", unit)
