"""The Chinese font: whole for drawing, and cut down to the characters of one page for embedding.

Noto Sans SC (SIL Open Font Licence) comes with the package ``zhplot``, of which nothing else is used. A page embeds the
few hundred characters that it holds (about 150 KB), behind the fonts of the reader's machine: it can be read where no
Chinese font is installed.
"""

from __future__ import annotations

import importlib.util
import io
from functools import cache
from pathlib import Path

from solver.errors import OutputError
from solver.text import Text

FAMILY = "Noto Sans SC"
_NO_FONT = Text(
    "缺少中文字体：请安装 zhplot 软件包(pip install zhplot)。",
    "The Chinese font is missing: install the package zhplot (pip install zhplot).",
)


@cache
def font_file() -> Path:
    """Return the file of the whole font; the package that holds it is not imported.

    Raises
    ------
    OutputError
        If it is not installed.
    """
    found = importlib.util.find_spec("zhplot")
    file = Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf" if found and found.origin else None
    if file is None or not file.is_file():
        raise OutputError(_NO_FONT)
    return file


def subset_font(text: str) -> bytes:
    """Return a WOFF font of the characters of a text; the same bytes for the same characters."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(font_file(), lazy=True, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted({ord(sign) for sign in text if ord(sign) >= 32}))
    cutter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
