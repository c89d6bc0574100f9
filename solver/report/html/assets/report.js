"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // Tools need this script: without it they stay hidden, and the report is read and printed as it is.
  for (const tools of all(".tools")) tools.hidden = false;

  // -- search and filter ---------------------------------------------------------------------------------------------
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const rowsOf = (target) => all(target.tagName === "TABLE" ? ":scope > tbody > tr" : ":scope > [data-row]", target);
  const texts = new WeakMap();

  function textOf(row) {
    if (!texts.has(row)) texts.set(row, folded(row.textContent));
    return texts.get(row);
  }

  function narrow(id) {
    const target = document.getElementById(id);
    const wanted = folded(document.querySelector(`[data-search="${id}"]`)?.value ?? "").split(/\s+/).filter(Boolean);
    const state = document.querySelector(`[data-filter="${id}"]`)?.value ?? "";
    const rows = rowsOf(target);
    let shown = 0;
    for (const row of rows) {
      const fits = wanted.every((word) => textOf(row).includes(word)) && (!state || row.dataset.state === state);
      row.hidden = !fits;
      shown += fits;
    }
    if (target.tFoot) target.tFoot.hidden = shown < rows.length;
    const count = document.querySelector(`[data-count="${id}"]`);
    if (count) count.textContent = count.dataset.words.replace("##", rows.length).replace("#", shown);
  }

  for (const input of all("[data-search]")) {
    input.addEventListener("input", () => narrow(input.dataset.search));
    narrow(input.dataset.search);
  }
  for (const select of all("[data-filter]")) select.addEventListener("change", () => narrow(select.dataset.filter));

  // -- sort ----------------------------------------------------------------------------------------------------------
  function sort(table, head) {
    const column = head.cellIndex;
    const up = head.getAttribute("aria-sort") !== "ascending";
    const number = head.dataset.kind === "int";
    const cell = (row) => row.cells[column].textContent.trim();
    const value = (row) => (number ? parseFloat(cell(row).replaceAll(",", "")) : cell(row));
    const empty = (found) => found === "" || Number.isNaN(found);
    const keyed = rowsOf(table).map((row) => [value(row), row]);
    keyed.sort(([a], [b]) => {
      if (empty(a) || empty(b)) return empty(a) - empty(b);
      return (number ? a - b : collator.compare(a, b)) * (up ? 1 : -1);
    });
    table.tBodies[0].append(...keyed.map(([, row]) => row));
    for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
  }

  for (const table of all("table[data-sortable]")) {
    for (const head of all("thead th", table)) {
      // no <button>: Chromium leaves buttons out where it repeats the head of a table on the next printed page
      const button = document.createElement("span");
      button.setAttribute("role", "button");
      button.tabIndex = 0;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head));
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        sort(table, head);
      });
    }
  }

  // -- links into what is folded away or searched away -----------------------------------------------------------------
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) {
      const input = document.querySelector(`[data-search="${target.parentElement.id}"]`);
      if (input) input.value = "";
      narrow(target.parentElement.id);
    }
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();

  // -- printing --------------------------------------------------------------------------------------------------------
  const box = document.getElementById("print-people");
  box?.addEventListener("change", () => document.body.classList.toggle("with-people", box.checked));
  const printed = () => all(document.body.classList.contains("with-people") ? "details" : "details:not(.person)");
  addEventListener("beforeprint", () => {
    for (const page of printed()) {
      page.dataset.was = page.open ? "open" : "";
      page.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const page of all("details[data-was]")) {
      page.open = page.dataset.was === "open";
      delete page.dataset.was;
    }
  });

  // -- the menu says where one is ----------------------------------------------------------------------------------------
  const links = new Map(all(".menu a:not(.back)").map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.classList.remove("here");
        links.get(entry.target.id)?.classList.add("here");
      }
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  for (const section of all("main > section")) seen.observe(section);
})();
