"""A report in Chromium, with the network off: it opens, searches, sorts, prints, and shows Chinese without any font.

Chinese is looked at sign by sign, in the font that the page carries: the fonts of the machine do not count.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solver.report.context import Context
from solver.report.html.answers_report import answers_html
from solver.report.html.comparison_report import FigureLine, MoveLine, comparison_html
from solver.report.html.files import plan_pages
from solver.report.html.page import Page
from solver.report.why.explanation import Answer
from solver.text import LANGS, Lang, Text
from tests.browser.finding import arguments, browser
from tests.report.html.test_safety import trapped
from tests.report.html.test_why import ANSWERS, told
from tests.report.samples import county

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    program = browser()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no browser: `python -m tests.browser` gets one")
        pytest.skip("no Chromium on this machine: `python -m tests.browser` gets one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(program), args=arguments())
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports of a county of 16 villages, one of hostile cells, and a comparison."""
    folder = tmp_path_factory.mktemp("reports")
    texts: dict[str, str] = {
        lang: dict(plan_pages(county(16, 48), lang, folder="out/x"))["index.html"] for lang in LANGS
    }
    texts["private"] = dict(plan_pages(county(16, 48), "zh", private=True))["index.html"]
    texts["trapped"] = dict(plan_pages(trapped(), "zh", private=True))["index.html"]
    figures = [FigureLine("value", Text("得分", "value"), 10, 12)]
    moves = [MoveLine(f"P{i}", f"张某{i}", ("moved", "sent")[i % 2], "甲村", "乙村") for i in range(12)]
    texts["compared"] = comparison_html(("一", "二"), figures, moves, "zh")
    for lang in LANGS:
        answers = tuple(Answer("seat", told(f"{i}号", (f"{i}-1",), (f"{i}-2",)), "V1") for i in range(9))
        page = Page(Context(county(16, 30), lang), private=lang == "zh", answers=(*ANSWERS, *answers))
        texts[f"answers-{lang}"] = answers_html(page)
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


class Opened:
    """A page that was opened, and everything that it complained about or asked for."""

    def __init__(self, chromium: Any, file: Path, anchor: str = "", **options: Any) -> None:
        self.context = chromium.new_context(offline=True, **options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri() + anchor)

    def rows(self, table: str) -> list[str]:
        """Return the rows of a table that are in sight, as text."""
        found: list[str] = self.page.locator(f"#{table} > tbody > tr:visible").all_inner_texts()
        return found


@pytest.mark.parametrize("name", ["zh", "en", "private", "trapped", "compared", "answers-zh", "answers-en"])
def test_opens_in_silence_and_asks_for_nothing(chromium: Any, files: dict[str, Path], name: str) -> None:
    opened = Opened(chromium, files[name])
    for link in opened.page.locator(".menu a").all():
        link.click()
    assert opened.said == []
    assert [url for url in opened.requests if not url.startswith("data:")] == [files[name].as_uri()]


@pytest.mark.parametrize("lang", LANGS)
def test_search(chromium: Any, files: dict[str, Path], lang: Lang) -> None:
    opened = Opened(chromium, files[lang])
    box = opened.page.locator("[data-search='villages-table']")
    assert len(opened.rows("villages-table")) == 16
    box.fill("7村")
    assert [row.split("\t")[1] for row in opened.rows("villages-table")] == ["7村"]
    words = opened.page.locator("[data-count='villages-table']").inner_text()
    assert words == Text("显示 1 行，共 16 行", "1 of 16 rows").to(lang)
    box.fill("７村 张某")  # full-width digits, two words
    assert len(opened.rows("villages-table")) == 1
    box.fill("nobody of this name")
    assert opened.rows("villages-table") == []
    box.fill("")
    assert len(opened.rows("villages-table")) == 16


def test_filter(chromium: Any, files: dict[str, Path]) -> None:
    opened = Opened(chromium, files["compared"])
    choice = opened.page.locator("[data-filter='moves-table']")
    for state, n in (("", 12), ("moved", 6), ("sent", 6)):
        choice.select_option(state)
        assert len(opened.rows("moves-table")) == n
    opened.page.locator("[data-search='moves-table']").fill("P11")  # P11 was sent: both must fit
    assert len(opened.rows("moves-table")) == 1
    choice.select_option("moved")
    assert opened.rows("moves-table") == []


def test_sort(chromium: Any, files: dict[str, Path]) -> None:
    opened = Opened(chromium, files["zh"])
    head = opened.page.locator("#villages-table th.c-village")
    head.locator("[role=button]").click()
    names = [row.split("\t")[1] for row in opened.rows("villages-table")]
    assert names == [f"{i}村" for i in range(1, 17)]  # by number, not by sign: 2村 before 10村
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("[role=button]").press("Enter")
    assert [row.split("\t")[1] for row in opened.rows("villages-table")] == names[::-1]
    assert head.get_attribute("aria-sort") == "descending"
    opened.page.locator("#villages-table th.c-headcount [role=button]").click()
    column = opened.page.locator("#villages-table th.c-headcount").evaluate("th => th.cellIndex")
    figures = [int(row.split("\t")[column]) for row in opened.rows("villages-table")]
    assert figures == sorted(figures)
    assert len(set(figures)) > 1


def test_links_open_what_is_folded_away(chromium: Any, files: dict[str, Path]) -> None:
    opened = Opened(chromium, files["private"], "#p7")
    assert opened.page.locator("#p7").evaluate("page => page.open")
    assert opened.page.locator("#p7 .sheet").is_visible()
    opened.page.locator("[data-search='team-cards']").fill("no such team")
    assert opened.page.locator("article.team:visible").count() == 0
    opened.page.locator("#villages-table td.c-village a").first.click()
    assert opened.page.locator("article.team:visible").count() == 16


@pytest.mark.parametrize("lang", LANGS)
def test_answers_are_folded_searched_and_printed_in_full(
    chromium: Any, files: dict[str, Path], lang: Lang, tmp_path: Path
) -> None:
    opened = Opened(chromium, files[f"answers-{lang}"], "#why-seat-10")
    assert opened.page.locator("details.why[open]").count() == 1  # the one that the link leads to
    opened.page.locator("[data-search='why-seat-list']").fill("8号")
    assert opened.page.locator("#why-seat-list details:visible").count() == 1
    opened.page.locator("[data-search='why-seat-list']").fill("")
    assert opened.page.locator("#why-seat-list details:visible").count() == 10
    opened.page.evaluate(
        "addEventListener('beforeprint', () => { window.n = document.querySelectorAll('details.why[open]').length; })"
    )
    opened.page.pdf(path=str(tmp_path / "answers.pdf"), prefer_css_page_size=True)
    folded = opened.page.locator("details.why").count()
    assert opened.page.evaluate("window.n") == folded
    assert opened.page.locator("details.why[open]").count() == 1  # as before
    assert opened.said == []


@pytest.mark.parametrize("lang", LANGS)
def test_language(chromium: Any, files: dict[str, Path], lang: Lang) -> None:
    page = Opened(chromium, files[lang]).page
    assert page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    heads = page.locator("h2").all_inner_texts()
    assert heads[0] == Text("总体情况", "Headline").to(lang)
    if lang == "en":
        assert not any("\u4e00" <= sign <= "\u9fff" for head in heads for sign in head)


def test_chinese_is_drawn_by_the_font_that_the_page_carries(chromium: Any, files: dict[str, Path]) -> None:
    """A sign that the font lacks is drawn as a box, and all boxes look the same: signs of the page differ."""
    page = Opened(chromium, files["zh"]).page
    page.evaluate("document.fonts.load('16px \"Report CJK\"', '村')")
    assert page.evaluate(
        "[...document.fonts].some(font => font.family.includes('Report CJK') && font.status == 'loaded')"
    )
    shapes = page.evaluate(
        """() => {
          const signs = [...new Set(document.body.innerText)].filter(sign => /\\p{Script=Han}/u.test(sign));
          const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
          const pen = canvas.getContext("2d", { willReadFrequently: true });
          pen.font = "32px 'Report CJK'";
          return signs.map(sign => {
            pen.clearRect(0, 0, 40, 40);
            pen.fillText(sign, 2, 34);
            return [sign, [...pen.getImageData(0, 0, 40, 40).data].filter((_, i) => i % 4 == 3).join("")];
          });
        }"""
    )
    assert len(shapes) > 200
    assert all(set(shape) != {"0"} for _, shape in shapes)
    assert len({shape for _, shape in shapes}) == len(shapes)


@pytest.mark.parametrize("lang", LANGS)
def test_prints_on_a4(chromium: Any, files: dict[str, Path], lang: Lang, tmp_path: Path) -> None:
    opened = Opened(chromium, files[lang])
    target = tmp_path / "report.pdf"
    opened.page.pdf(path=str(target), prefer_css_page_size=True, print_background=True)
    content = target.read_bytes()
    sizes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", content)}
    portrait, landscape = (595, 842), (842, 595)
    assert {(round(w), round(h)) for _, _, w, h in sizes} == {portrait, landscape}
    # Chromium leaves form controls out where it repeats a table's head on the next page: a head must hold none
    assert opened.page.locator("thead button, thead input").count() == 0
    assert len(content) < 5_000_000
    opened.page.locator("#print-people").check()
    opened.page.pdf(path=str(target), prefer_css_page_size=True)
    assert _n_pages(target.read_bytes()) >= _n_pages(content) + 40  # 40 people are posted, one page each


def _n_pages(pdf: bytes) -> int:
    return max(int(n) for n in re.findall(rb"/Count (\d+)", pdf))


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(chromium: Any, files: dict[str, Path], width: int) -> None:
    for name in ("zh", "en", "private", "answers-zh", "answers-en"):
        page = Opened(chromium, files[name], viewport={"width": width, "height": 800}).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_without_a_script_it_can_still_be_read(chromium: Any, files: dict[str, Path]) -> None:
    page = Opened(chromium, files["zh"], java_script_enabled=False).page
    assert page.locator(".tools:visible").count() == 0
    assert page.locator("#villages-table > tbody > tr:visible").count() == 16
