"""``check``: the faults of the inputs, all at once, and nothing else."""

from __future__ import annotations

from argparse import Namespace

from solver.cli.exits import BAD_INPUT, DONE
from solver.cli.output import Output, fault_documents, fault_lines
from solver.cli.rounds import open_round
from solver.errors import Fault, InputError
from solver.text import Text

CLEAN = Text("输入没有错误，可以求解。", "The inputs have no errors; they can be solved.")
FAULTY = Text("输入有错误，须先改正。", "The inputs have errors, to be corrected first.")
READ = Text(
    "已读入：村 {villages}、人选 {candidates}、派出单位 {units}、在岗 {incumbents}、回避指定 {pins}",
    "Read: villages {villages}, nominees {candidates}, units {units}, incumbents {incumbents}, pins {pins}",
)


def run(args: Namespace, out: Output) -> int:
    """Read everything and list the faults."""
    try:
        the_round = open_round(args, out)
    except InputError as error:
        return _report(error.faults, [out.say(FAULTY)], BAD_INPUT, out)
    instance = the_round.instance
    read = out.say(
        READ,
        villages=len(instance.villages),
        candidates=len(instance.candidates),
        units=len(instance.units),
        incumbents=len(instance.incumbents),
        pins=len(instance.pins),
    )
    return _report(the_round.faults, [read, out.say(CLEAN)], DONE, out)


def _report(faults: tuple[Fault, ...], closing: list[str], code: int, out: Output) -> int:
    out.result("\n".join([*fault_lines(faults, out.lang), *closing]))
    out.document("check", exit_code=code, faults=fault_documents(faults, out.lang))
    return code
