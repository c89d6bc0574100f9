"""What each kind of validation error means, in both languages (keys: pydantic's error types)."""

from __future__ import annotations

from solver.text import Text

UNKNOWN = Text("不接受此值：{said}", "this value is not accepted: {said}")
CHECK = Text("对照说明改正。", "see the description of the key.")

_NUMBER = Text("写整数，不加引号、单位和千分位。", "write a whole number: no quotes, unit or thousands separator.")
_TRUE_FALSE = Text("写 true 或 false。", "write true or false.")
_LIST = Text("写成列表：[甲, 乙]。", "write a list: [a, b].")
_MAPPING = Text("写成缩进的“键: 值”。", "write indented “key: value” lines.")
_DATE = Text("写成 2025-06-01、2025年6月1日 或 2025.06。", "write 2025-06-01, 2025年6月1日 or 2025.06.")
_ISO = Text("写成 2025-06-01。", "write 2025-06-01.")
_QUOTE = Text("写文字；必要时加引号。", "write text, in quotes if need be.")
_RANGE = Text("改为允许范围内的值。", "use a value in the allowed range.")
_SHORTEN = Text("减少项数或字数。", "give fewer items or characters.")
_LENGTHEN = Text("补足项数或字数。", "give more items or characters.")

_NOT_INT = (Text("应为整数", "a whole number is needed"), _NUMBER)
_NOT_BOOL = (Text("应为 true 或 false", "true or false is needed"), _TRUE_FALSE)
_NOT_TEXT = (Text("应为文字", "text is needed"), _QUOTE)
_NOT_FLOAT = (
    Text("应为数字", "a number is needed"),
    Text("写数字，如 0.5；不加引号和单位。", "write a number such as 0.5: no quotes, no unit."),
)
_NOT_LIST = (Text("应为列表", "a list is needed"), _LIST)
_NOT_MAPPING = (Text("应为一组“键: 值”", "“key: value” lines are needed"), _MAPPING)
_NOT_DATE = (Text("不是日期", "this is not a date"), _ISO)

TEXTS: dict[str, tuple[Text, Text]] = {
    "missing": (
        Text("缺少必填的“{key}”", "“{key}” is missing"),
        Text("补上这一项。", "add it."),
    ),
    "int_type": _NOT_INT,
    "int_parsing": _NOT_INT,
    "int_from_float": _NOT_INT,
    "int_parsing_size": _NOT_INT,
    "bool_type": _NOT_BOOL,
    "bool_parsing": _NOT_BOOL,
    "string_type": _NOT_TEXT,
    "float_type": _NOT_FLOAT,
    "float_parsing": _NOT_FLOAT,
    "finite_number": _NOT_FLOAT,
    "list_type": _NOT_LIST,
    "tuple_type": _NOT_LIST,
    "set_type": _NOT_LIST,
    "frozen_set_type": _NOT_LIST,
    "dict_type": _NOT_MAPPING,
    "model_type": _NOT_MAPPING,
    "model_attributes_type": _NOT_MAPPING,
    "planner_date": (_NOT_DATE[0], _DATE),
    "date_type": _NOT_DATE,
    "date_parsing": _NOT_DATE,
    "date_from_datetime_parsing": _NOT_DATE,
    "date_from_datetime_inexact": _NOT_DATE,
    "greater_than_equal": (Text("不能小于{ge}", "it must be at least {ge}"), _RANGE),
    "greater_than": (Text("必须大于{gt}", "it must be more than {gt}"), _RANGE),
    "less_than_equal": (Text("不能大于{le}", "it must be at most {le}"), _RANGE),
    "less_than": (Text("必须小于{lt}", "it must be less than {lt}"), _RANGE),
    "multiple_of": (Text("须为{multiple_of}的倍数", "it must be a multiple of {multiple_of}"), _RANGE),
    "string_too_short": (Text("至少{min_length}个字符", "at least {min_length} characters"), _LENGTHEN),
    "string_too_long": (Text("最多{max_length}个字符", "at most {max_length} characters"), _SHORTEN),
    "string_pattern_mismatch": (
        Text("含有不允许的字符", "it holds characters that are not allowed"),
        Text("须符合 {pattern}。", "it must match {pattern}."),
    ),
    "too_short": (Text("至少{min_length}项", "at least {min_length} items"), _LENGTHEN),
    "too_long": (Text("最多{max_length}项", "at most {max_length} items"), _SHORTEN),
    "missing_argument": (Text("列表项数不足", "the list has too few items"), _LENGTHEN),
    "unexpected_positional_argument": (Text("列表项数过多", "the list has too many items"), _SHORTEN),
    "union_tag_not_found": (
        Text("缺少“kind”", "“kind” is missing"),
        Text("补上这一项。", "add it."),
    ),
    "union_tag_invalid": (
        Text("没有这一种：“{tag}”", "there is no such kind: “{tag}”"),
        Text("可用：{expected_tags}。", "allowed: {expected_tags}."),
    ),
}
"""Problem and mend by error type. Placeholders are filled from the error's context."""

CHOICE = Text("只能取：{allowed}", "allowed are: {allowed}")
MEANT = Text("是否想写“{meant}”？", "did you mean “{meant}”?")
PICK = Text("从中选一个。", "choose one of them.")
NO_KEY = Text("这里没有“{key}”这个键", "there is no key “{key}” here")
KEYS_HERE = Text("这里可用的键：{keys}。", "keys here: {keys}.")
DELETE = Text("删去它。", "delete it.")
SAID = Text("{said}", "{said}")

MONTH_ONLY = (
    "month_only",
    Text("只写了月份，按该月1日读取", "only a month is given: read as its first day"),
    Text("确认，或写全年月日。", "confirm, or write the full date."),
)
NULL_RESETS = (
    "null_resets",
    Text("null 表示恢复默认值，不是“不限”", "`null` means the default, not “no limit”"),
    Text("如不设限制，写 none 或 不限。", "for no limit write `none`."),
)
