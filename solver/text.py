"""Texts a planner reads, in Chinese and English side by side.

A sentence and its twin stand next to each other in the code, so that neither is changed alone; a test checks that both
have the same placeholders. (gettext was considered and rejected: rule files must hold both languages, see DESIGN.)
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True)
class Text:
    """A sentence in both languages, with values for its ``{placeholders}``.

    Parameters
    ----------
    zh, en
        Format strings with the same named placeholders.
    values
        Values of the placeholders. A value may itself be a ``Text``: it is rendered in the same language.
    """

    zh: str
    en: str
    values: dict[str, object] = field(default_factory=dict)

    def with_values(self, **values: object) -> Text:
        """Return the same sentence with these placeholder values."""
        return Text(self.zh, self.en, {**self.values, **values})

    def to(self, lang: Lang) -> str:
        """Render in one language.

        Raises
        ------
        KeyError
            If a placeholder has no value.
        """
        values = {key: show(value, lang) for key, value in self.values.items()}
        template = self.zh if lang == "zh" else self.en
        return template.format(**values) if values else template

    def placeholders(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the placeholder names of the Chinese and of the English sentence."""
        return _names(self.zh), _names(self.en)

    def __str__(self) -> str:
        return self.to("en")


def show(value: object, lang: Lang) -> str:
    """Render any value for a reader: a ``Text`` in its language, a sequence joined, the rest by ``str``."""
    if isinstance(value, Text):
        return value.to(lang)
    if isinstance(value, (tuple, list)):
        return ("、" if lang == "zh" else ", ").join(show(item, lang) for item in value)
    return str(value)


def _names(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)
