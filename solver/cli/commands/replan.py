"""``replan``: an announced plan mended with the fewest changes, and the list of changes to sign."""

from __future__ import annotations

import time
from argparse import Namespace
from typing import TYPE_CHECKING

from solver.cli.exits import BAD_INPUT, DONE, EXCEPTIONS
from solver.cli.folders import next_folder, refuse_unusable, write_into
from solver.cli.languages import language_of_plan
from solver.cli.output import Output, aligned
from solver.cli.recording import keep
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.replanned import Replanned

NOTHING = Text(
    "没有说明谁离任：请用 --recall、--withdraw 或 --objections。",
    "nobody is said to leave: use --recall, --withdraw or --objections.",
)
HEADS = (
    Text("村", "Village"),
    Text("职务", "Role"),
    Text("离任", "Leaves"),
    Text("原因", "Why"),
    Text("接任", "Takes over"),
    Text("说明", "Remark"),
)
WRITTEN = Text(
    "方案文件夹：{folder}\n调整名单(签字)：{changes}\n配置文件：{scenario}\n复核：villages-first verify {folder}",
    "Plan folder: {folder}\nChange list to sign: {changes}\nScenario: {scenario}\nRe-check: villages-first verify "
    "{folder}",
)


def run(args: Namespace, out: Output) -> int:
    """Mend a plan and write the new one."""
    from solver.api.replanning import replan

    out.lang = args.lang or language_of_plan(args.plan_from) or out.lang
    if not (args.recall or args.withdraw or args.objections):
        out.error(out.say(NOTHING))
        out.document("error", exit_code=BAD_INPUT, message=out.say(NOTHING))
        return BAD_INPUT
    if args.out is not None:
        refuse_unusable(args.out)
    begun = time.monotonic()
    found = replan(
        args.plan_from,
        recall=_names(args.recall),
        withdraw=_names(args.withdraw),
        freeze=_names(args.freeze),
        objections=args.objections,
        others=args.others,
        scenario=args.scenario,
        lang=out.lang,
    )
    name = found.scenario.stem
    folder = write_into(found.write, args.out or next_folder(name), name)
    keep(args, out, folder, time.monotonic() - begun, "replan")
    changes = found.write_changes(folder.with_name(f"{folder.name}.changes.xlsx"))
    code = EXCEPTIONS if found.solved.evaluation.exceptions or found.solved.stage1 else DONE
    rows = [[out.say(head) for head in HEADS]]
    for line in found.lines:
        rows.append(
            [line.village, out.say(line.role), line.leaver, out.say(line.why), line.successor, out.say(line.remark)]
        )
    written = out.say(WRITTEN, folder=folder, changes=changes, scenario=found.scenario)
    out.result("\n".join([aligned(rows), "", *(out.say(note) for note in found.notes()), written]))
    _document(found, str(folder), str(changes), code, out)
    return code


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Return codes given one by one, or several in one word, separated by commas."""
    joined = ",".join(given or ()).replace("，", ",").replace("、", ",")
    return tuple(name.strip() for name in joined.split(",") if name.strip())


def _document(found: Replanned, folder: str, changes: str, code: int, out: Output) -> None:
    mended = found.mended
    out.document(
        "replan",
        exit_code=code,
        folder=folder,
        changes=changes,
        scenario=str(found.scenario),
        vacated=found.n_vacated,
        empty=mended.empty,
        changed=mended.changed,
        least_changed=mended.least_changed,
        fewest_proved=mended.fewest,
        best_proved=mended.best,
        severity={"before": found.before.evaluation.severity, "after": mended.severity},
        value={"before": found.before.evaluation.value, "after": mended.value},
        lines=[
            {
                "village": line.village,
                "role": out.say(line.role),
                "leaver": line.leaver,
                "why": out.say(line.why),
                "successor": line.successor,
                "unit": line.unit,
                "remark": out.say(line.remark),
            }
            for line in found.lines
        ],
        notes=[out.say(note) for note in found.notes()],
    )
