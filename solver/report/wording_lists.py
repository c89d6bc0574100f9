"""Several sentences as one text, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from solver.text import Text


def listed(texts: Sequence[Text]) -> Text:
    """Return texts one after the other with semicolons between; an empty text for none."""
    if not texts:
        return Text("", "")
    return reduce(lambda one, more: Text("{one}；{more}", "{one}; {more}", {"one": one, "more": more}), texts)
