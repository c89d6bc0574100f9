"""What a section module returns."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from solver.text import Text


@dataclass(frozen=True)
class Section:
    """One part of the report.

    Attributes
    ----------
    anchor
        ID in the page, the same in all reports: links and tests name it.
    menu
        Short name in the menu; ``None`` takes the title.
    wide
        Printed on a page in landscape of its own.
    """

    anchor: str
    title: Text
    body: Markup
    menu: Text | None = None
    wide: bool = False
