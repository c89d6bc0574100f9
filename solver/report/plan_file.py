"""``plan.json``: the plan for programs, written the same byte for byte, and read back for ``verify``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from solver.domain.instance import Instance
from solver.domain.plan import Assignment, Plan, Problem
from solver.domain.village import Post
from solver.domain.violation import Violation
from solver.domain.words import Mode, Role
from solver.errors import VerificationError
from solver.report.json_form import json_text, read_json, whole
from solver.report.solved import Solved
from solver.text import Text

SCHEMA = "villages-first/plan/1"
FILE = "plan.json"


@dataclass(frozen=True)
class StoredPlan:
    """What ``plan.json`` claims; whether it is true is for ``verify`` to say.

    Attributes
    ----------
    staying
        Incumbents who keep their seats, as assignments: they follow from the inputs, and are here to be compared.
    points
        Goal slug to points of the whole plan.
    """

    title: Text
    mode: str
    status: str
    posts: tuple[Post, ...]
    assignments: tuple[Assignment, ...]
    staying: tuple[Assignment, ...]
    severity: int
    value: int
    points: dict[str, int]
    exceptions: tuple[Violation, ...]
    stage1: tuple[Violation, ...]
    input_hashes: dict[str, str]

    def onto(self, instance: Instance) -> Plan:
        """Put the stored plan on an instance.

        Raises
        ------
        VerificationError
            If the plan does not belong to the instance: other villages, or people that the instance does not hold.
        """
        posts = {post.village_id: post for post in self.posts}
        if len(posts) != len(self.posts) or set(posts) != set(instance.village_index):
            raise VerificationError(
                Text("方案与输入的村庄不一致。", "The villages of the plan are not those of the inputs.")
            )
        for a in self.assignments:
            if a.village_id not in instance.village_index or a.person_id not in instance.candidate_index:
                raise VerificationError(
                    Text(
                        "方案中的人员或村庄不在输入中：{person}、{village}。",
                        "The plan names a person or village that the inputs do not hold: {person}, {village}.",
                        {"person": a.person_id, "village": a.village_id},
                    )
                )
        ordered = tuple(posts[village.village_id] for village in instance.villages)
        return Plan.of(Problem(instance, ordered), self.assignments)


def plan_text(solved: Solved) -> str:
    """Return ``plan.json``: sorted, no clock, no machine, so that equal plans are equal bytes."""
    problem = solved.plan.problem
    instance = problem.instance
    return json_text(
        {
            "schema": SCHEMA,
            "title": _both(solved.title),
            "mode": instance.reference.mode,
            "status": solved.status,
            "posts": [_post(post) for post in problem.posts],
            "assignments": [_seat(a) for a in solved.plan.assignments],
            "staying": [
                _seat(a) for a in sorted(Assignment(i.village_id, i.role, i.person.person_id) for i in instance.staying)
            ],
            "severity": solved.evaluation.severity,
            "value": solved.evaluation.value,
            "points": solved.evaluation.points,
            "exceptions": [_violation(v) for v in solved.evaluation.exceptions],
            "stage1": [_violation(v) for v in sorted(solved.stage1, key=lambda v: v.sort_key)],
            "input_hashes": solved.input_hashes,
        }
    )


def read_plan(folder: Path) -> StoredPlan:
    """Read ``plan.json`` of a plan folder.

    Raises
    ------
    InputError
        If the file is missing, is no plan, or was damaged.
    """
    return read_json(folder / FILE, SCHEMA, _stored)


def parse_plan(text: str) -> StoredPlan:
    """Return what a text of :func:`plan_text` claims."""
    return _stored(json.loads(text))


def _stored(found: dict[str, Any]) -> StoredPlan:
    return StoredPlan(
        title=Text(found["title"]["zh"], found["title"]["en"]),
        mode=found["mode"],
        status=found["status"],
        posts=tuple(_read_post(post) for post in found["posts"]),
        assignments=tuple(sorted(_read_seat(seat) for seat in found["assignments"])),
        staying=tuple(sorted(_read_seat(seat) for seat in found["staying"])),
        severity=whole(found["severity"]),
        value=whole(found["value"]),
        points={str(slug): whole(n) for slug, n in found["points"].items()},
        exceptions=tuple(_read_violation(v) for v in found["exceptions"]),
        stage1=tuple(_read_violation(v) for v in found["stage1"]),
        input_hashes={str(name): str(digest) for name, digest in found["input_hashes"].items()},
    )


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.to("zh"), "en": text.to("en")}


def _post(post: Post) -> dict[str, object]:
    return {
        "village_id": post.village_id,
        "mode": post.mode.value,
        "members_min": post.members_min,
        "members_target": post.members_target,
        "members_max": post.members_max,
        "tier": post.tier,
        "reasons": [_both(reason) for reason in post.reasons],
    }


def _read_post(found: dict[str, Any]) -> Post:
    counts = {key: whole(found[key]) for key in ("members_min", "members_target", "members_max", "tier")}
    reasons = tuple(Text(r["zh"], r["en"]) for r in found["reasons"])
    return Post(found["village_id"], Mode(found["mode"]), reasons=reasons, **counts)


def _seat(a: Assignment) -> dict[str, str]:
    return {"village_id": a.village_id, "role": a.role.value, "person_id": a.person_id}


def _read_seat(found: dict[str, Any]) -> Assignment:
    village_id, person_id = found["village_id"], found["person_id"]
    if not (isinstance(village_id, str) and isinstance(person_id, str)):
        raise TypeError("IDs are texts")
    return Assignment(village_id, Role(found["role"]), person_id)


def _violation(v: Violation) -> dict[str, object]:
    return {
        "rule": v.rule,
        "place": v.place,
        "size": v.size,
        "severity": v.severity,
        "tier": v.tier,
        "message": _both(v.message),
    }


def _read_violation(found: dict[str, Any]) -> Violation:
    size, severity, tier = (whole(found[key]) for key in ("size", "severity", "tier"))
    message = Text(found["message"]["zh"], found["message"]["en"])
    return Violation(found["rule"], found["place"], size, severity, message, tier=tier)
