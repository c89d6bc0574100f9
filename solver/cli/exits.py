"""Exit codes, as ``villages-first --help`` lists them."""

from __future__ import annotations

from solver.text import Text

DONE = 0
EXCEPTIONS = 1
BAD_INPUT = 2
NOT_VERIFIED = 3
DEFECT = 70
INTERRUPTED = 130
PIPE_CLOSED = 141

MEANINGS: dict[int, Text] = {
    DONE: Text("成功；solve、villages：没有例外", "done; solve, villages: no exceptions"),
    EXCEPTIONS: Text("已出方案，有例外须签字", "there is a plan, with exceptions to sign"),
    BAD_INPUT: Text("输入或命令有误，或结果无处可写", "faulty input or command, or nowhere to write"),
    NOT_VERIFIED: Text("复核未通过", "the verification failed"),
    DEFECT: Text("程序内部错误(已写日志)", "a defect of the program (a log is kept)"),
    INTERRUPTED: Text("被中断；已有方案则已保存", "interrupted; the best plan so far, if any, was saved"),
}
"""Code to meaning."""
