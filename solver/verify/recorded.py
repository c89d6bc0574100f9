"""Whether inputs and outputs are still those that the plan was made from and written as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from solver.domain.plan import Assignment, Problem
from solver.text import Text
from solver.verify.claim import Claim
from solver.verify.verdict import Finding, differs

OUTPUT_CHANGED = Text("文件在写出后被改动、删除或新增。", "the file was changed, removed or added after writing.")


def check_hashes(
    recorded: Mapping[str, str], found: Mapping[str, str] | None, *, complete: bool = True
) -> Iterator[Finding]:
    """Every file has the hash that was recorded, and none is missing.

    Parameters
    ----------
    recorded, found
        File to SHA-256; without ``found`` nothing is compared.
    complete
        Whether a file that was not recorded is a finding too.
    """
    if found is None:
        return
    for name in sorted({*recorded, *found}):
        if name not in found:
            yield Finding("file_missing", name, Text("文件不在了。", "the file is gone."))
        elif name not in recorded:
            if complete:
                yield Finding("file_unrecorded", name, Text("文件未列入记录。", "the file was not recorded."))
        elif recorded[name] != found[name]:
            text = Text("文件内容与方案生成时不同。", "the file is not the one that the plan was made from.")
            yield Finding("file_changed", name, text)


def check_facts(problem: Problem, claim: Claim) -> Iterator[Finding]:
    """The mode and the staying incumbents that the plan lists are those of the inputs."""
    instance = problem.instance
    if claim.mode is not None and claim.mode != instance.reference.mode:
        yield differs("mode", "", claim.mode, instance.reference.mode)
    if claim.staying is not None:
        true = sorted(Assignment(i.village_id, i.role, i.person.person_id) for i in instance.staying)
        for seat in sorted({*claim.staying, *true}):
            listed, times = claim.staying.count(seat), true.count(seat)
            if listed != times:
                yield differs("staying", f"{seat.person_id}@{seat.village_id}", listed, times)
