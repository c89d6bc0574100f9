"""What an answer is, wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from solver.text import Lang, Text


@dataclass(frozen=True)
class Explanation:
    """An answer: a heading, sentences, and figures for programs.

    Attributes
    ----------
    proved
        Whether everything that it says is proved.
    shared
        The sentences for readers who see no personal facts: they name nobody who was not chosen, and give no points of
        a person. Empty if there are none; then such a reader is told that the answer is in the internal version.
    """

    heading: Text
    lines: tuple[Text, ...]
    proved: bool
    figures: dict[str, object] = field(default_factory=dict)
    shared: tuple[Text, ...] = ()

    def text(self, lang: Lang) -> str:
        """Return the answer for a reader."""
        return "\n".join([self.heading.to(lang), *(f"  {line.to(lang)}" for line in self.lines)])


@dataclass(frozen=True)
class Answer:
    """An answer with the question it belongs to.

    Attributes
    ----------
    kind
        ``shortage``, ``repairs``, ``seat``, ``prices``, ``why_not`` or ``person``.
    village_id
        The village asked about, for ``seat``; else "".
    """

    kind: str
    explanation: Explanation
    village_id: str = ""
