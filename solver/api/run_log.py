"""What a run did: ``run.log`` for readers, with seconds; ``run.json`` for programs, without."""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from solver.api.listing import VillageList
from solver.text import Lang

if TYPE_CHECKING:
    from solver.api.certifying import Outcome
    from solver.domain.certificate import Certificate
    from solver.domain.plan import Plan
    from solver.engine.county import Progress
    from solver.engine.crews.deploying import Deployment
    from solver.engine.effort import Effort


class RunLog:
    """Collects the lines of ``run.log`` and the record of ``run.json``.

    Attributes
    ----------
    start_unused
        Whether a plan to begin with was given that the engine of this size cannot use.
    """

    def __init__(self, villages: VillageList) -> None:
        self._villages = villages
        self._start = time.monotonic()
        self._lines: list[str] = []
        self._from: dict[str, object] = {}
        self._told = ""
        self.start_unused = False
        the_round = villages.round
        self._add(f"scenario {the_round.shown_path}")
        for fault in the_round.faults:
            line = " ".join(fault.to(the_round.lang).split())  # a cell may hold line breaks
            self._add(f"inputs: {fault.severity}: {line}")
        stage1 = villages.stage1
        if stage1 is None:
            self._add("stage 1: the list of villages was given")
        else:
            self._add(
                f"stage 1: severity {stage1.severity} (bound {stage1.severity_bound}), "
                f"value {stage1.value} (bound {stage1.bound})" + (", stopped early" if stage1.interrupted else "")
            )

    def begin(self, effort: Effort, deployment: Deployment, n_seats: int | None) -> None:
        """Note what stage 2 starts with."""
        where = "" if deployment.address == "local" else f" and those of {deployment.address}"
        size = "several counties" if n_seats is None else f"{n_seats} seats"
        self._add(f"stage 2: {size}, {deployment.workers} worker(s){where}, {effort}")
        if deployment.part is not None and deployment.part.names():
            self._add(f"stage 2: {len(deployment.part.names())} finished task(s) are there from before")

    def begin_from(self, plan: Plan) -> None:
        """Note the plan that stage 2 begins with: the same inputs alone might end in another one."""
        seats = "".join(f"{a.village_id} {a.role.value} {a.person_id}\n" for a in plan.assignments)
        digest = hashlib.sha256(seats.encode()).hexdigest()
        self._from = {"first_plan": digest}
        self._add(f"stage 2 begins with a plan of {len(plan.assignments)} people, assignments {digest[:12]}")

    def cannot_begin_from(self, most: int) -> None:
        """Note that a plan to begin with was given and is not used."""
        self.start_unused = True
        self._add(f"stage 2: the plan to begin with is not used: several counties of over {most} villages go in parts")

    def tell(self, progress: Progress) -> None:
        """Note a line of progress if it says more than the one before: how many counties are done is for the screen."""
        round_no, line = progress.steps.round_no, progress.phase
        if round_no:
            line += f", round {round_no}"
        if progress.planned:
            line += f": severity {progress.severity} (bound {progress.severity_bound})"
            line += f", value {progress.value} (bound {progress.value_bound})"
        if line != self._told:
            self._told = line
            self._add(line)

    def end(self, result: Outcome) -> None:
        """Note what came out."""
        self._add("stopped early" if result.interrupted else "done")
        self._add("phases: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in result.phases.items()))
        self._add("counts: " + ", ".join(f"{name} {n}" for name, n in result.counts.items()))
        if result.left_out:
            self._add("the engine's bound leaves out: " + ", ".join(result.left_out))

    def certified(self, certificate: Certificate) -> None:
        """Note the figures of the certificate."""
        for name, level in (("severity", certificate.severity), ("value", certificate.value)):
            self._add(f"certificate: {name} {level.reached}, bound {level.bound}, gap {level.gap:.6%}")

    def text(self) -> str:
        """Return ``run.log``."""
        return "\n".join(self._lines) + "\n"

    def record(self, effort: Effort, lang: Lang) -> dict[str, object]:
        """Return the content of ``run.json``: the same for the same inputs and options, whatever the machine."""
        the_round, stage1 = self._villages.round, self._villages.stage1
        proved = stage1 and {
            "severity": stage1.severity,
            "severity_bound": stage1.severity_bound,
            "value": stage1.value,
            "value_bound": stage1.bound,
        }
        return {
            "scenario": the_round.shown_path,
            "scenario_key": the_round.key,
            "lang": lang,
            "effort": asdict(effort),
            "seconds": effort.seconds,
            "reproducible": effort.seconds is None,
            "posts": dict(self._villages.source),
            "stage1": proved,
            **self._from,
        }

    def _add(self, line: str) -> None:
        self._lines.append(f"{time.monotonic() - self._start:9.2f} s  {line}")
