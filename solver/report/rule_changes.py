"""What the scenario changed in the rule book, with its reason (§4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solver.book.rule_book import RuleBook
from solver.domain.words import Word
from solver.modelling.rule import Goal, Rule
from solver.text import Text

_CHANGED = Text("{key}: {old} → {new}", "{key}: {old} → {new}")


@dataclass(frozen=True)
class Change:
    """A rule or goal whose parameters are not the defaults.

    Attributes
    ----------
    what
        The change in words.
    reason
        As the scenario gives it; "" where it gives none (goals need none).
    """

    title: Text
    clauses: tuple[str, ...]
    what: Text
    reason: str


def changes(book: RuleBook) -> tuple[Change, ...]:
    """Return every deviation from the defaults: switched off, switched on, or changed in a parameter."""
    found = []
    for statute in (*book.rules, *book.goals, *book.off):
        what = _deviation(statute)
        if what is not None:
            reason = getattr(statute.params, "reason", "")
            found.append(Change(statute.title, statute.clauses, what, reason))
    return tuple(found)


def _deviation(statute: Rule | Goal) -> Text | None:
    given = statute.params.model_dump(exclude={"reason"})
    usual = type(statute).Params().model_dump(exclude={"reason"})  # type: ignore[call-arg]
    differing = {key: value for key, value in given.items() if value != usual[key]}
    if not differing:
        return None
    if differing.get("enabled") is False or differing.get("weight") == 0:
        return Text("已停用", "switched off")
    switched_on = differing.pop("enabled", False)
    parts = tuple(
        _CHANGED.with_values(key=key, old=plain(usual[key]), new=plain(value)) for key, value in differing.items()
    )
    if switched_on and not parts:
        return Text("已启用", "switched on")
    if switched_on:
        return Text("已启用，{parts}", "switched on, {parts}", {"parts": parts})
    return Text("已调整，{parts}", "changed, {parts}", {"parts": parts})


def plain(value: object) -> object:
    """Return a parameter's value as a reader sees it: words by their labels, nothing in the notation of the code."""
    if value is None or value == () or value == {}:
        return Text("未设", "none")
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, Word):
        return value.label
    if isinstance(value, Mapping):
        given = {key: item for key, item in value.items() if item not in (None, (), {})}
        pairs = [Text("{k} {v}", "{k} {v}", {"k": plain(key), "v": plain(item)}) for key, item in given.items()]
        return Text("（{pairs}）", "({pairs})", {"pairs": tuple(pairs)})
    if isinstance(value, (frozenset, set)):
        return tuple(plain(item) for item in sorted(value, key=str))
    if isinstance(value, (tuple, list)):
        return tuple(plain(item) for item in value)
    return str(value)
