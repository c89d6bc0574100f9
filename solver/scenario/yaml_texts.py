"""What the YAML parser's complaints mean for a planner."""

from __future__ import annotations

from solver.text import Text

_SYNTAX = Text("YAML语法错误：{said}", "YAML syntax error: {said}")

_MEANINGS: tuple[tuple[str, Text, Text], ...] = (
    (
        "cannot start any token",
        Text(
            "此处字符不能这样开头（常见：制表符、@、`、%）",
            "a value cannot begin with this character (often a tab, @, ` or %)",
        ),
        Text(
            "缩进用空格；特殊字符开头的值加引号。",
            "indent by spaces; quote a value that begins with a special character.",
        ),
    ),
    (
        "mapping values are not allowed here",
        Text("此处不应出现冒号", "a colon is not allowed here"),
        Text("检查缩进；值里有冒号时加引号。", "check the indentation; quote a value that holds a colon."),
    ),
    (
        "could not find expected ':'",
        Text("缺少半角冒号“: ”", "a colon “: ” is missing"),
        Text("每行写成“键: 值”，用半角冒号加空格。", "write “key: value” with a half-width colon and a space."),
    ),
    (
        "special characters are not allowed",
        Text("含有不可见的控制字符", "an invisible control character"),
        Text("删去该字符后重新输入。", "delete it and type the value again."),
    ),
    (
        "expected <block end>",
        Text("缩进不一致", "inconsistent indentation"),
        Text("同一级的键左对齐，用空格缩进。", "align keys of one level, indent by spaces."),
    ),
    (
        "unexpected end of stream",
        Text("引号没有闭合", "a quotation mark is not closed"),
        Text("补上引号。", "close it."),
    ),
)


def syntax_texts(said: str) -> tuple[Text, Text]:
    """Return problem and mend of what the parser said."""
    for part, problem, mend in _MEANINGS:
        if part in said:
            return problem, mend
    return (
        _SYNTAX.with_values(said=said),
        Text(
            "检查本行和上一行的缩进、冒号和引号。",
            "check indentation, colons and quotes of this line and the one above.",
        ),
    )
