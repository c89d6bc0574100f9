"""The readers' page of the rule book, and the table that ``villages-first rules`` prints.

``python -m solver.book.page`` writes ``solver/RULES.md`` and ``solver/RULES.zh.md``; a test sees that they are current.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from solver.book.parameters import Parameter, parameters_of
from solver.domain.words import Hardness
from solver.goals import GOALS
from solver.modelling.rule import (
    EligibilityRule,
    Goal,
    LinkingRule,
    PairRule,
    Rule,
    SeatGoal,
    Statute,
    TeamGoal,
    TeamRule,
    VillageRule,
)
from solver.rules import RULES
from solver.text import LANGS, Lang, Text

KINDS: tuple[tuple[type[Statute], Text], ...] = (
    (VillageRule, Text("定村规则", "Village rules: what a village is given")),
    (EligibilityRule, Text("资格规则", "Eligibility rules: who may fill a role at all")),
    (PairRule, Text("人村规则", "Pair rules: who may go to which village")),
    (TeamRule, Text("组队规则", "Team rules: what a team must be like")),
    (LinkingRule, Text("统筹规则", "Linking rules: what holds across villages")),
    (SeatGoal, Text("个人计分项", "Seat goals: points for one person in one village")),
    (TeamGoal, Text("队伍计分项", "Team goals: points for what a team has together")),
)
PAGES: dict[Lang, str] = {"en": "RULES.md", "zh": "RULES.zh.md"}

TITLE = Text("规则手册", "The rule book")
INTRO = Text(
    "本页由规则文件生成，请勿手工修改：`python -m solver.book.page`。每条规则一个文件，名称即配置文件中的键；"
    "条款编号见领域说明（domain.md）。硬性规则从不违反；“列例外”的规则在缺员时可以不满足，逐条列出、须签字；"
    "可选规则默认关闭；计分项只在不增加例外的前提下比较。",
    "Generated from the rule files, not written by hand: `python -m solver.book.page`. Each rule is one file; its "
    "name is its key in a scenario; clause numbers are those of domain.md. Hard rules are never broken. Elastic rules "
    "may be, where people are short; each exception is listed, to be signed. Options are off unless switched on. "
    "Goals are compared only among plans with the least exceptions.",
)
ALWAYS = Text("不可关闭", "cannot be switched off")
ON, OFF = Text("默认启用", "on by default"), Text("默认关闭", "off by default")
PARAMETERS, READS, EXAMPLES = Text("参数", "Parameters"), Text("读取", "Reads"), Text("示例", "Examples")
COLUMNS = Text("名称|默认|取值|说明", "Name|Default|Allowed|Meaning")


def rule_table(lang: Lang) -> list[dict[str, Any]]:
    """Return one row per rule and goal, by kind and then in the order of the policy.

    Returns
    -------
    list of dict
        ``kind``, ``slug``, ``title``, ``clauses`` (list), ``phrase``, ``statement``, ``hardness``, ``default`` (whether
        it is on), ``parameters`` (list of ``name``, ``default``, ``allowed``, ``description``), ``reads`` (list),
        ``examples`` (list of sentences), ``file`` (relative to ``solver/``).
    """
    return [
        {
            "kind": heading.to(lang),
            "slug": statute.slug,
            "title": statute.title.to(lang),
            "clauses": list(statute.clauses),
            "phrase": statute.phrase,
            "statement": statute.statement.to(lang),
            "hardness": statute.hardness.label.to(lang),
            "default": _default_state(statute).to(lang),
            "parameters": [vars(p) for p in _parameters(statute, lang)],
            "reads": list(statute.reads),
            "examples": _examples(statute, lang),
            "file": _file(statute),
        }
        for heading, statutes in _by_kind()
        for statute in statutes
    ]


def rule_page(lang: Lang) -> str:
    """Return the whole rule book as Markdown."""
    lines = [f"# {TITLE.to(lang)}", "", INTRO.to(lang), ""]
    table = rule_table(lang)
    for kind in dict.fromkeys(row["kind"] for row in table):
        entries = [f"[{row['title']}](#{row['slug']})" for row in table if row["kind"] == kind]
        lines += [f"- **{kind}** — " + (" · ".join(entries))]
    kind = ""
    for row in table:
        if row["kind"] != kind:
            kind = row["kind"]
            lines += ["", f"## {kind}"]
        lines += ["", *_entry(row, lang)]
    return "\n".join(lines) + "\n"


def write_pages(folder: Path | None = None) -> None:
    """Write the page in both languages into a folder, by default beside the rules."""
    folder = folder or Path(__file__).parents[1]
    for lang in LANGS:
        (folder / PAGES[lang]).write_text(rule_page(lang), encoding="utf-8", newline="\n")


def _by_kind() -> Iterator[tuple[Text, list[type[Statute]]]]:
    """Yield each kind's heading with its rules or goals; kinds without any are left out."""
    for kind, heading in KINDS:
        statutes: list[type[Statute]] = [s for s in (*RULES, *GOALS) if issubclass(s, kind)]
        if statutes:
            yield heading, statutes


def _entry(row: dict[str, Any], lang: Lang) -> Iterator[str]:
    """Yield the lines of one rule or goal."""
    file = row["file"]
    yield f'<a id="{row["slug"]}"></a>'
    yield ""
    yield f"### {row['title']}"
    yield ""
    yield f"`{row['slug']}` · {', '.join(row['clauses'])} · {row['hardness']}, {row['default']} · [{file}]({file})"
    yield ""
    yield f"> {row['phrase']}"
    yield ""
    yield row["statement"]
    if row["parameters"]:
        yield ""
        yield f"| {' | '.join(COLUMNS.to(lang).split('|'))} |"
        yield "|---|---|---|---|"
        for p in row["parameters"]:
            cells = (f"`{p['name']}`", f"`{p['default']}`" if p["default"] else "", p["allowed"], p["description"])
            yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    yield ""
    yield f"{READS.to(lang)}: {', '.join(f'`{fact}`' for fact in row['reads'])}"
    yield ""
    yield f"{EXAMPLES.to(lang)}:"
    yield ""
    for example in row["examples"]:
        yield f"- {example}"


def _parameters(statute: type[Statute], lang: Lang) -> list[Parameter]:
    """Return the parameters of its own; what every rule has (the switch, the reason) is not repeated."""
    assert issubclass(statute, (Rule, Goal))
    return [p for p in parameters_of(statute.Params, lang) if p.name not in ("enabled", "reason")]


def _default_state(statute: type[Statute]) -> Text:
    """Say whether it is on if a scenario says nothing."""
    if issubclass(statute, Rule):
        if statute.mandatory:
            return ALWAYS
        return ON if statute.Params.model_fields["enabled"].default else OFF
    assert issubclass(statute, Goal)
    return ON if statute.Params.model_fields["weight"].default else OFF


def _examples(statute: type[Statute], lang: Lang) -> list[str]:
    """Return the examples in words: a mark for rules, the points for goals."""
    if statute.hardness is Hardness.SOFT:
        return [f"{e.points:+d}: {e.says.to(lang)}" if e.points else f"0: {e.says.to(lang)}" for e in statute.examples]
    return [f"{'✓' if e.accepts else '✗'} {e.says.to(lang)}" for e in statute.examples]


def _file(statute: type[Statute]) -> str:
    """Return the file relative to ``solver/``."""
    return "/".join(statute.__module__.split(".")[1:]) + ".py"


if __name__ == "__main__":
    write_pages()
