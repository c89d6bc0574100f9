"""What a run's log says of its progress."""

from __future__ import annotations

from solver.api import load
from solver.api.listing import VillageList
from solver.api.run_log import RunLog
from solver.engine.county import Progress, Steps
from tests.rounds import SCENARIOS

TINY = SCENARIOS / "tiny" / "tiny.yaml"


def test_a_line_says_what_is_new_and_no_figures_before_there_is_a_plan() -> None:
    log = RunLog(VillageList(load(TINY), (), (), None))
    before = len(log.text().splitlines())
    for done in range(3):
        log.tell(Progress("relax", 0, 0, None, None, Steps(done, 3, 1), planned=False))
    log.tell(Progress("relax", 0, 0, None, None, Steps(1, 3, 2), planned=False))
    for value in (90, 90, 95):
        log.tell(Progress("improve", 7, value, 6, 100, Steps(2, 3, 0)))
    told = [line.split(" s  ", 1)[1] for line in log.text().splitlines()[before:]]
    assert told == [
        "relax, round 1",
        "relax, round 2",
        "improve: severity 7 (bound 6), value 90 (bound 100)",
        "improve: severity 7 (bound 6), value 95 (bound 100)",
    ]
