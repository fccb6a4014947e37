"use strict";
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const remembered = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* a page opened from a folder may have no storage */ }
    return null;
  };

  // Light and dark
  const theme = $("theme");
  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const wear = (name) => {
    if (name === "light" || name === "dark") root.dataset.theme = name;
    if (theme) theme.textContent = isDark() ? "Light" : "Dark";
  };
  const switchTheme = () => {
    wear(isDark() ? "light" : "dark");
    remembered("obelus-theme", root.dataset.theme);
  };
  wear(remembered("obelus-theme"));
  if (theme) {
    theme.hidden = false;
    theme.addEventListener("click", switchTheme);
  }

  // The list of claims: find, filter, sort
  const index = $("index");
  const rows = index ? all("tbody tr:not(.group)", index) : [];
  const articles = new Map(all("article.claim").map((article) => [article.id, article]));
  const target = (row) => decodeURIComponent(row.querySelector("a").hash.slice(1));
  const texts = new Map();
  let given = null;
  const text = (row) => {
    given ??= $("texts") ? JSON.parse($("texts").textContent) : {};
    if (!texts.has(row)) {
      const said = given[row.querySelector("a").getAttribute("href")];
      const article = articles.get(target(row));
      texts.set(row, said ?? ((article ?? row).textContent + " " + target(row)).toLowerCase());
    }
    return texts.get(row);
  };
  // The words of all claims are read while nothing else is to do, so that the first filter need not.
  const unread = [...rows].reverse();
  const read = (deadline) => {
    while (unread.length && deadline.timeRemaining() > 2) text(unread.pop());
    if (unread.length) requestIdleCallback(read);
  };
  window.requestIdleCallback?.(read);
  const judged = new Map(rows.map((row) => [row, row.cells[1].textContent]));
  const bodies = index ? [...index.tBodies] : [];
  const section = new Map(bodies.flatMap((body, i) => [...body.rows].map((row) => [row, String(i)])));

  // What is in view changes at once, the rest a moment later, so that typing is not held up.
  const NEAR = 40;
  let listed = rows;
  let kept = new Set(rows);
  let later = 0;
  const hide = (element, hidden) => {
    if (element && element.hidden !== hidden) element.hidden = hidden;
  };
  const filter = () => {
    const words = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdict = $("by-verdict").value;
    const wanted = $("by-section").value;
    const open = $("by-open").checked;
    const keeps = (row) => (!verdict || judged.get(row) === verdict)
      && (!wanted || section.get(row) === wanted)
      && (!open || "open" in row.dataset)
      && words.every((word) => text(row).includes(word));
    kept = new Set(listed.filter(keeps));
    const near = new Set([...kept].slice(0, NEAR));
    for (const row of rows) if (near.has(row) || !kept.has(row)) hide(row, !kept.has(row));
    bodies.forEach((body, i) => {
      const empty = sorted !== null || !rows.some((row) => section.get(row) === String(i) && kept.has(row));
      hide(body.querySelector(".group"), empty);
    });
    $("found").textContent = kept.size === rows.length ? "" : `${kept.size} of ${rows.length} claims`;
    clearTimeout(later);
    later = setTimeout(settle, 40);
  };
  const settle = () => {
    for (const row of rows) {
      hide(row, !kept.has(row));
      hide(articles.get(target(row)), !kept.has(row));
    }
  };

  let sorted = null;
  const order = ["contested", "mixed", "undecided", "rejected", "supported", "insufficient"];
  const value = (row, column, name) => {
    const cell = row.cells[column].textContent.trim();
    if (name === "verdict") return order.indexOf(judged.get(row));
    if (name === "centre" || name === "spread") return Number.isNaN(parseFloat(cell)) ? -Infinity : parseFloat(cell);
    return cell;
  };
  const sort = (header) => {
    const name = header.dataset.sort;
    const column = header.cellIndex;
    const was = header.getAttribute("aria-sort");
    const next = was === "ascending" ? "descending" : was === "descending" ? null : "ascending";
    all("th[aria-sort]", index).forEach((other) => other.removeAttribute("aria-sort"));
    sorted = next && name;
    if (!next) {
      listed = rows;
      rows.forEach((row) => bodies[Number(section.get(row))].append(row));
    } else {
      header.setAttribute("aria-sort", next);
      const sign = next === "ascending" ? 1 : -1;
      const compare = (a, b) => {
        const [x, y] = [value(a, column, name), value(b, column, name)];
        return sign * (typeof x === "number" ? x - y : x.localeCompare(y, "en"));
      };
      listed = [...rows].sort(compare);
      bodies[0].append(...listed);
    }
    filter();
  };
  if (index && $("controls")) {
    $("controls").hidden = false;
    $("controls").addEventListener("input", filter);
    $("controls").addEventListener("submit", (event) => event.preventDefault());
    for (const header of all("th[data-sort]", index)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = header.textContent;
      header.replaceChildren(button);
      button.addEventListener("click", () => sort(header));
    }
  }
  // A link to a claim that a filter hides shows it again.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const found = id && document.getElementById(id);
    const hidden = found && found.closest("article.claim[hidden]");
    if (hidden) {
      $("controls").reset();
      filter();
      settle();
    }
    for (let at = found; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (hidden) found.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Argument maps: one tab stop, arrows move
  for (const map of all("svg.map")) {
    const nodes = all("a", map);
    if (!nodes.length) continue;
    nodes.forEach((node, i) => node.setAttribute("tabindex", i ? "-1" : "0"));
    const centre = (node) => {
      const box = node.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    map.addEventListener("keydown", (event) => {
      const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
      const from = event.target.closest("a");
      if (!way || !from) return;
      event.preventDefault();
      const [x, y] = centre(from);
      let best = null;
      for (const node of nodes) {
        const [u, v] = centre(node);
        const along = (u - x) * way[0] + (v - y) * way[1];
        const across = Math.abs((u - x) * way[1]) + Math.abs((v - y) * way[0]);
        if (node !== from && along > 4 && (!best || along + 2 * across < best.cost)) best = { node, cost: along + 2 * across };
      }
      if (!best) return;
      nodes.forEach((node) => node.setAttribute("tabindex", node === best.node ? "0" : "-1"));
      best.node.focus();
    });
  }

  // Keys
  const help = document.createElement("dialog");
  help.setAttribute("aria-label", "Keys");
  const list = document.createElement("dl");
  const keys = [
    ["j k", "next and previous claim"],
    ["/", "find"],
    ["e", "open or close every detail"],
    ["t", "light or dark"],
    ["← ↑ ↓ →", "move within a map"],
    ["?", "this list"],
  ];
  for (const [key, meaning] of keys) {
    const [term, text] = [document.createElement("dt"), document.createElement("dd")];
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap);
    text.textContent = meaning;
    list.append(term, text);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => help.close());
  // Whoever speaks to the machine must be able to switch single letters off.
  const [letters, label] = [document.createElement("input"), document.createElement("label")];
  letters.type = "checkbox";
  letters.checked = remembered("obelus-letters") !== "off";
  letters.addEventListener("change", () => remembered("obelus-letters", letters.checked ? "on" : "off"));
  label.append(letters, " single letters do this");
  help.append(list, label, close);
  document.body.append(help);
  const showKeys = () => (help.open ? help.close() : help.showModal());
  if ($("keys")) {
    $("keys").hidden = false;
    $("keys").addEventListener("click", showKeys);
  }

  const step = (by) => {
    const neighbour = document.querySelector(`a[rel="${by > 0 ? "next" : "prev"}"]`);
    if (neighbour) {
      neighbour.click();
      return;
    }
    const shown = [...articles.values()].filter((article) => !article.hidden);
    const line = 120;
    const here = shown.findLastIndex((article) => article.getBoundingClientRect().top < line);
    const next = shown[Math.max(0, Math.min(shown.length - 1, here + by))];
    if (!next) return;
    next.scrollIntoView({ behavior: "instant" });
    next.querySelector("h3 a").focus({ preventScroll: true });
  };
  const expand = () => {
    const details = all("details");
    const open = details.some((one) => !one.open);
    details.forEach((one) => { one.open = open; });
  };
  const actions = { j: () => step(1), k: () => step(-1), e: expand, t: switchTheme, "?": showKeys };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !letters.checked) return;
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "/" && $("find")) {
      event.preventDefault();
      $("find").focus();
    } else if (Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  });

  // Where the reader is, on a page with all parts
  const parts = new Map(all(".bar nav a[href^='#']").map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      parts.forEach((link) => link.removeAttribute("aria-current"));
      parts.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  if (parts.size) all(".part").forEach((part) => watch.observe(part));
})();
