"""Templates: Jinja with autoescape, so that no cell of a roster can become markup."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from solver.report.html.fonts import subset_font
from solver.report.html.section import Section
from solver.report.safe_cells import printable
from solver.text import Lang, Text, show

LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}


@cache
def environment() -> Environment:
    """Return the environment of all templates."""
    made = Environment(
        loader=PackageLoader("solver.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    made.filters["thousands"] = lambda n: f"{n:,}" if isinstance(n, int) else n
    made.filters["signed"] = lambda n: f"{n:+,}" if n else "0"
    return made


def _finalize(value: object) -> object:
    """Clean a text before it is escaped."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def fill(template: str, lang: Lang, **values: object) -> Markup:
    """Fill one template. Everything in ``values`` that is not ``Markup`` is escaped."""

    def say(zh: object, en: str | None = None, **given: object) -> str:
        """Render a text, or a pair of sentences written in a template."""
        return show(zh if en is None else Text(str(zh), en, given), lang)

    return Markup(environment().get_template(f"{template}.html.j2").render(say=say, lang=lang, **values))


def document(
    lang: Lang,
    title: str,
    subtitle: Sequence[str],
    badges: Sequence[str],
    sections: Sequence[Section],
    back: str = "",
) -> str:
    """Put sections into one page with its style, script and font inside.

    The policy of the page forbids every request and every script but its own.
    """
    script = asset("report.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    body = fill(
        "document",
        lang,
        language=LANGUAGES[lang],
        title=title,
        subtitle=subtitle,
        badges=badges,
        sections=sections,
        back=back,
        style=Markup(asset("report.css")),
        script=Markup(script),
        digest=digest,
        running_title=Markup(css_string(title)),
        font=Markup("@@FONT@@"),
    )
    font = base64.b64encode(subset_font(str(body))).decode()
    return str(body).replace("@@FONT@@", font, 1)


@cache
def asset(name: str) -> str:
    """Return one of the files that go into every page."""
    return files("solver.report.html").joinpath("assets", name).read_text(encoding="utf-8")


def css_string(text: str) -> str:
    r"""Write a text as a CSS string that cannot end early: what is no letter or digit becomes an escape.

    >>> css_string('a"<')
    '"a\\22 \\3c "'
    """
    cleaned = printable(text)[:80]
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in cleaned) + '"'
