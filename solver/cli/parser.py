"""Commands and options, with help in both languages.

When to modify
    A command is added: its options here, its module in ``commands``, its line in ``COMMANDS``.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from solver.cli.exits import BAD_INPUT, MEANINGS
from solver.cli.help_texts import ABOUT, EXAMPLES, HELP, MESSAGES, OPTIONS
from solver.text import Lang

PROGRAM = "villages-first"
EFFORTS = ("quick", "default", "thorough")
SIZES = ("tiny", "county-s", "county-m", "county-l", "prefecture-tiny", "prefecture", "province")
"""Kept here so that help needs no generator; a test sees that they are those of ``solver.generate.sizes``."""
LATEST = Path()
"""What ``--resume`` gives without a folder."""


class _Format(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of examples, and speaks the reader's language."""

    lang: Lang = "en"

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return super()._fill_text(text, width, indent) if "\n" in text else textwrap.fill(text, width)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, MESSAGES["usage"].to(self.lang) if prefix is None else prefix)


class _FormatZh(_Format):
    lang: Lang = "zh"


class Parser(argparse.ArgumentParser):
    """A parser that speaks one language."""

    def __init__(self, *, lang: Lang = "en", **options: Any) -> None:
        self.lang: Lang = lang
        formatter = _FormatZh if lang == "zh" else _Format
        super().__init__(formatter_class=formatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = MESSAGES["arguments"].to(lang)
        self._optionals.title = MESSAGES["options"].to(lang)
        self.add_argument("-h", "--help", action="help", help=OPTIONS["help"].to(lang))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command and where to read on; exit with 2."""
        text = MESSAGES["error"].with_values(message=said(message, self.lang), program=self.prog)
        self.exit(BAD_INPUT, f"{self.format_usage()}{text.to(self.lang)}\n")


_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", r"参数 \1 不能是 \2（可选：\3）"),
    (r"argument (\S+): invalid \w+ value: (.*)", r"参数 \1 的值 \2 不对"),
    (r"argument (\S+): expected one argument", r"参数 \1 缺少值"),
    (r"argument (\S+): (.*)", r"参数 \1：\2"),
)


def said(message: str, lang: Lang) -> str:
    """Return a message of argparse in the reader's language."""
    if lang == "zh":
        for pattern, words in _SAID:
            found = re.fullmatch(pattern, message)
            if found:
                return found.expand(words)
    return message


def make_parser(lang: Lang, version: str = "") -> Parser:
    """Return the parser of all commands."""
    codes = "\n".join(f"  {code:>3}  {meaning.to(lang)}" for code, meaning in MEANINGS.items())
    epilog = f"{_examples('', lang)}\n\n{MESSAGES['exits'].to(lang)}\n{codes}"
    parser = Parser(prog=PROGRAM, description=ABOUT.to(lang), epilog=epilog, lang=lang)
    parser.add_argument("--version", action="version", version=version, help=OPTIONS["version"].to(lang))
    commands = parser.add_subparsers(
        title=MESSAGES["commands"].to(lang),
        dest="command",
        metavar="COMMAND",
        required=True,
        parser_class=Parser,
        prog=PROGRAM,  # else argparse takes the name of a command from a usage line, with the word for usage in it
    )
    for name, options in COMMANDS.items():
        command = commands.add_parser(
            name,
            lang=lang,
            help=HELP[name].to(lang),
            description=HELP[name].to(lang),
            epilog=_examples(name, lang),
        )
        for flags, settings in options():
            key = settings.pop("key", flags[0].lstrip("-"))
            command.add_argument(*flags, help=OPTIONS[key].to(lang), **settings)
    return parser


def _examples(name: str, lang: Lang) -> str:
    lines = [f"  {line.to(lang)}" for line in EXAMPLES[name]]
    return "\n".join([MESSAGES["examples"].to(lang), *lines])


Options = Iterable[tuple[tuple[str, ...], dict[str, Any]]]


def _number(text: str) -> int:
    """Read a whole number above zero."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _seed(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _effort(text: str) -> str | int:
    """Read a named effort, or a number of units."""
    if text in EFFORTS:
        return text
    try:
        return _number(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {', '.join(EFFORTS)}, 1, 2, 3, …") from None


def _engine(text: str) -> str:
    """Read ``local`` or the address of a scheduler."""
    if text == "local" or re.fullmatch(r"(tcp|tls|dask)://(\[[0-9A-Fa-f:]+\]|[^\s/:\[\]]+):\d{1,5}", text):
        return text
    raise argparse.ArgumentTypeError(f"{text!r}: local, tcp://HOST:PORT, tls://HOST:PORT, dask://HOST:PORT")


_SCENARIO: tuple[tuple[str, ...], dict[str, Any]] = (("scenario",), {"metavar": "SCENARIO", "type": Path})


def _common(*, quiet: bool = False, json: bool = True) -> Options:
    if quiet:
        yield ("-q", "--quiet"), {"action": "store_true", "key": "quiet"}
    if json:
        yield ("--json",), {"action": "store_true"}
    yield ("--lang",), {"choices": ("zh", "en")}


def _solve() -> Options:
    yield _SCENARIO[0], dict(_SCENARIO[1])
    yield ("--out",), {"metavar": "DIR", "type": Path}
    yield ("--effort",), {"metavar": "LEVEL", "type": _effort}
    yield ("--seconds",), {"metavar": "N", "type": _number}
    yield ("--workers",), {"metavar": "N", "type": _number}
    yield ("--posts",), {"metavar": "FILE", "type": Path}
    yield from _recorded()
    yield ("--engine",), {"metavar": "ADDRESS", "type": _engine, "default": "local"}
    yield ("--resume",), {"metavar": "PART_DIR", "type": Path, "nargs": "?", "const": LATEST}
    yield from _common(quiet=True)


def _batch() -> Options:
    yield ("scenarios",), {"metavar": "GLOB", "nargs": "+"}
    yield ("--out",), {"metavar": "DIR", "type": Path, "key": "out_batch"}
    yield ("--effort",), {"metavar": "LEVEL", "type": _effort, "key": "batch_effort"}
    yield ("--workers",), {"metavar": "N", "type": _number}
    yield from _recorded()
    yield from _common(quiet=True)


def _recorded() -> Options:
    """Options of every command whose run is recorded."""
    yield ("--history",), {"metavar": "FILE", "type": Path}
    yield ("--no-history",), {"action": "store_true"}


def _villages() -> Options:
    yield _SCENARIO[0], dict(_SCENARIO[1])
    yield ("--out",), {"metavar": "FILE", "type": Path, "key": "out_posts"}
    yield from _common(quiet=True)


def _verify() -> Options:
    yield ("plan",), {"metavar": "PLAN_DIR", "type": Path}
    yield ("--scenario",), {"metavar": "SCENARIO", "type": Path, "key": "of_plan"}
    yield ("--workers",), {"metavar": "N", "type": _number}
    yield from _common(quiet=True)


def _check() -> Options:
    yield _SCENARIO[0], dict(_SCENARIO[1])
    yield from _common()


def _compare() -> Options:
    yield ("plans",), {"metavar": "PLAN_DIR", "nargs": "+", "type": Path}
    yield ("--baselines",), {"action": "store_true"}
    yield ("--curve",), {"action": "store_true"}
    yield ("--cause",), {"action": "store_true"}
    yield ("--effort",), {"metavar": "LEVEL", "type": _effort, "key": "effort_again"}
    yield ("--solves",), {"metavar": "N", "type": _number, "default": 12}
    yield ("--seed",), {"metavar": "N", "type": _seed, "default": 1, "key": "seed_random"}
    yield ("--out",), {"metavar": "FILE", "type": Path, "key": "out_compared"}
    yield ("--html",), {"metavar": "FILE", "type": Path}
    yield ("--private",), {"action": "store_true", "key": "private_compared"}
    yield from _common(quiet=True)


def _history() -> Options:
    yield ("action",), {"metavar": "ACTION", "nargs": "?", "choices": ("list", "show", "compare"), "default": "list"}
    yield ("runs",), {"metavar": "NUMBER", "nargs": "*", "type": _number}
    yield ("--last",), {"metavar": "N", "type": _number}
    yield ("--history",), {"metavar": "FILE", "type": Path}
    yield from _common()


def _report() -> Options:
    yield ("plan",), {"metavar": "PLAN_DIR", "type": Path}
    yield ("--out",), {"metavar": "FILE", "type": Path, "key": "out_report"}
    yield ("--private",), {"action": "store_true"}
    yield ("--by-county",), {"action": "store_true", "default": None, "key": "by_county"}
    yield ("--explain",), {"action": "store_true", "key": "explain_too"}
    yield ("--places",), {"metavar": "N", "type": _number}
    yield ("--scenario",), {"metavar": "SCENARIO", "type": Path, "key": "of_plan"}
    yield from _common(quiet=True)


def _explain() -> Options:
    yield ("plan",), {"metavar": "PLAN_DIR", "type": Path}
    yield ("--seat",), {"metavar": ("VILLAGE", "[ROLE]"), "nargs": "+"}
    yield ("--person",), {"metavar": "CODE"}
    yield ("--why-not",), {"metavar": ("PERSON", "VILLAGE"), "nargs": "+", "dest": "why_not", "key": "why_not"}
    yield ("--shortage",), {"action": "store_true"}
    yield ("--repairs",), {"action": "store_true"}
    yield ("--prices",), {"action": "store_true"}
    yield ("--all",), {"action": "store_true", "key": "all_questions"}
    yield ("--places",), {"metavar": "N", "type": _number}
    yield ("--html",), {"metavar": "FILE", "type": Path, "key": "html_answers"}
    yield ("--private",), {"action": "store_true", "key": "private_answers"}
    yield ("--scenario",), {"metavar": "SCENARIO", "type": Path, "key": "of_plan"}
    yield from _common(quiet=True)


def _replan() -> Options:
    yield ("--from",), {"metavar": "PLAN_DIR", "type": Path, "required": True, "dest": "plan_from", "key": "plan_from"}
    yield ("--recall",), {"metavar": "CODE", "action": "append"}
    yield ("--withdraw",), {"metavar": "CODE", "action": "append"}
    yield ("--freeze",), {"metavar": "CODE", "action": "append"}
    yield ("--objections",), {"metavar": "FILE", "type": Path}
    yield ("--others",), {"metavar": "N", "type": _seed, "default": 0}
    yield ("--out",), {"metavar": "DIR", "type": Path}
    yield from _recorded()
    yield ("--scenario",), {"metavar": "SCENARIO", "type": Path, "key": "of_plan"}
    yield from _common()


def _generate() -> Options:
    yield ("size",), {"metavar": "SIZE", "choices": SIZES}
    yield ("--seed",), {"metavar": "N", "type": _seed, "default": 1}
    yield ("--out",), {"metavar": "DIR", "type": Path, "key": "out_round"}
    yield ("--dirty",), {"action": "store_true"}
    yield ("--counties",), {"metavar": "N", "type": _number}
    yield ("--ratio",), {"metavar": "R", "type": float}
    yield ("--coupling",), {"metavar": "PERCENT", "type": float}
    yield from _common(quiet=True)


def _rules() -> Options:
    yield ("slug",), {"metavar": "SLUG", "nargs": "?"}
    yield ("--full",), {"action": "store_true"}
    yield from _common()


def _schema() -> Options:
    yield from _common(json=False)


COMMANDS: dict[str, Callable[[], Options]] = {
    "solve": _solve,
    "batch": _batch,
    "villages": _villages,
    "verify": _verify,
    "check": _check,
    "compare": _compare,
    "report": _report,
    "history": _history,
    "explain": _explain,
    "replan": _replan,
    "generate": _generate,
    "rules": _rules,
    "schema": _schema,
}
"""Name of each command to its options."""
