"""Charts with Chinese names on a machine without Chinese fonts."""

from __future__ import annotations


def use_chart_font() -> str:
    """Let matplotlib draw Chinese: the font that reports carry becomes its default. Return the font's name."""
    import matplotlib as mpl
    from matplotlib import font_manager

    from solver.report.html.fonts import FAMILY, font_file

    font_manager.fontManager.addfont(str(font_file()))
    mpl.rcParams["font.family"] = [FAMILY, "DejaVu Sans"]
    mpl.rcParams["axes.unicode_minus"] = False
    return FAMILY
