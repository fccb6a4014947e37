// The HTML report as a reader meets it: in a browser, by keyboard, on a phone, with scripts off.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { HOSTILE, many, records, world } from "./world.mjs";

const PLAIN = "The ice of that winter\n\nlay until April, says the harbour log.";
let browser;
const worlds = [];
const make = (files) => {
  const made = world(files);
  worlds.push(made);
  made.page = join(made.folder, "report.html");
  made.obelus("report", "--format", "html", "-o", made.page);
  return made;
};
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
});
after(async () => {
  await browser?.close();
  worlds.forEach((made) => made.remove());
});

/** Opens a file; whatever the console says or the page asks of the network ends up in `heard`. */
async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const heard = [];
  page.on("console", (message) => heard.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { heard.push("dialog"); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) heard.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  return { page, heard, close: () => context.close() };
}

/** Axe runs in the page's own world, past the page's policy, as a browser extension would. */
async function violations(page, within = "document") {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe.source });
  const found = await session.send("Runtime.evaluate", {
    expression: `axe.run(${within}, ` + "{ resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + (n.failureSummary ?? '')).join(' | '))))",
    awaitPromise: true,
    returnByValue: true,
  });
  assert.ok(!found.exceptionDetails, JSON.stringify(found.exceptionDetails));
  return JSON.parse(found.result.value);
}

describe("a report", () => {
  let made;
  before(() => { made = make(records(PLAIN)); });

  for (const colorScheme of ["light", "dark"]) {
    for (const [device, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 360, height: 740 }]]) {
      test(`is accessible and silent at a ${device} in ${colorScheme} colours`, async () => {
        const { page, heard, close } = await open(made.page, { viewport, colorScheme });
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
        assert.deepEqual(await violations(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
        assert.deepEqual(heard, []);
        await close();
      });
    }
  }

  test("says everything with scripts off", async () => {
    const { page, heard, close } = await open(made.page, { javaScriptEnabled: false });
    const text = await page.innerText("main");
    for (const part of ["Claims", "Reading view", "Dissent", "Each claim", "Reviewers", "Sources", "Methods"]) assert.ok(text.includes(part), part);
    assert.ok(text.includes("lay until April"));
    assert.equal(await page.locator("#controls").isVisible(), false);
    assert.equal(await page.locator("#theme").isVisible(), false);
    assert.deepEqual(heard, []);
    await close();
  });

  test("has a policy that names only its own style and script", async () => {
    const html = readFileSync(made.page, "utf8");
    const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];
    assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']{44}'; script-src 'sha256-[^']{44}'; img-src data:; base-uri 'none'; form-action 'none'$/);
    assert.doesNotMatch(html, / style="| on[a-z]+="|unsafe-inline/);
  });

  test("is the same twice", () => {
    const first = readFileSync(made.page);
    made.obelus("report", "--format", "html", "-o", made.page);
    assert.ok(first.equals(readFileSync(made.page)));
  });

  test("can be filtered, sorted and reset", async () => {
    const { page, heard, close } = await open(made.page);
    const shown = () => page.locator("#index tbody tr:not(.group):visible").count();
    assert.equal(await shown(), 2);
    await page.fill("#find", "group/two");
    assert.equal(await shown(), 1);
    assert.match(await page.innerText("#found"), /1 of 2 claims/);
    // What is out of view follows a moment later.
    await page.waitForFunction(() => document.querySelectorAll("article.claim:not([hidden])").length === 1);
    await page.fill("#find", "no such words");
    assert.equal(await shown(), 0);
    await page.fill("#find", "");
    await page.selectOption("#by-verdict", { index: 1 });
    assert.ok(await shown() >= 1);
    await page.selectOption("#by-verdict", "");
    const header = page.locator("#index th[data-sort=claim]");
    await header.locator("button").click();
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    await header.locator("button").click();
    assert.equal(await header.getAttribute("aria-sort"), "descending");
    await header.locator("button").click();
    assert.equal(await header.getAttribute("aria-sort"), null);
    assert.deepEqual(heard, []);
    await close();
  });

  test("works by keyboard alone", async () => {
    const { page, heard, close } = await open(made.page);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "find");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    const first = await page.evaluate(() => document.activeElement.closest("article").id);
    await page.keyboard.press("j");
    const second = await page.evaluate(() => document.activeElement.closest("article").id);
    assert.notEqual(first, second);
    await page.keyboard.press("k");
    assert.equal(await page.evaluate(() => document.activeElement.closest("article").id), first);
    await page.keyboard.press("?");
    assert.equal(await page.locator("dialog").isVisible(), true);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog").isVisible(), false);
    await page.keyboard.press("t");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    await page.keyboard.press("e");
    assert.equal(await page.locator("details:not([open])").count(), 0);
    assert.deepEqual(heard, []);
    await close();
  });

  test("has no control that Tab does not reach, each with its focus shown", async () => {
    const { page, heard, close } = await open(made.page);
    await page.keyboard.press("e");
    const wanted = await page.evaluate(() => {
      const shown = (one) => one.checkVisibility({ visibilityProperty: true });
      const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
      const reached = all.filter((one) => shown(one) && one.getAttribute("tabindex") !== "-1" && !one.closest("dialog"));
      reached.forEach((one, i) => { one.dataset.wanted = i; });
      return reached.length;
    });
    const [seen, bare] = [new Set(), []];
    for (let i = 0; i < wanted + 5; i++) {
      await page.keyboard.press("Tab");
      const [mark, ring, name] = await page.evaluate(() => {
        const one = document.activeElement;
        const style = getComputedStyle(one);
        return [one.dataset.wanted, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0, one.outerHTML.slice(0, 90)];
      });
      if (mark === undefined) continue;
      seen.add(mark);
      if (!ring) bare.push(name);
    }
    assert.equal(seen.size, wanted);
    assert.deepEqual(bare, []);
    assert.deepEqual(heard, []);
    await close();
  });

  test("does by Enter, Space and arrows what it does by mouse", async () => {
    const { page, heard, close } = await open(made.page);
    const focused = (what) => page.evaluate(what);
    const press = async (selector, key) => {
      await page.locator(selector).first().focus();
      await page.keyboard.press(key);
    };
    await press("#theme", "Enter");
    assert.equal(await focused(() => document.documentElement.dataset.theme), "dark");
    await press("#theme", "Space");
    assert.equal(await focused(() => document.documentElement.dataset.theme), "light");
    await press("#keys", "Enter");
    assert.equal(await focused(() => document.activeElement.closest("dialog")?.open), true);
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("dialog").isVisible(), false);
    assert.equal(await focused(() => document.activeElement.id), "keys");
    await page.keyboard.press("t");
    assert.equal(await focused(() => document.documentElement.dataset.theme), "light", "letters are switched off");
    await press("#keys", "Enter");
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    for (const part of ["methods", "sources", "claims"]) {
      await press(`.bar a[href='#${part}']`, "Enter");
      assert.equal(await focused(() => location.hash), `#${part}`);
      await page.waitForFunction((id) => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 200, part);
    }
    await press(".tile", "Enter");
    assert.match(await focused(() => location.hash), /^#claim\//);
    const shown = () => page.locator("#index tbody tr:not(.group):visible").count();
    await page.locator("#find").focus();
    await page.keyboard.type("group/two");
    assert.equal(await shown(), 1);
    for (let i = 0; i < 9; i++) await page.keyboard.press("Backspace");
    assert.equal(await shown(), 2);
    await press("#by-verdict", "ArrowDown");
    assert.notEqual(await page.inputValue("#by-verdict"), "");
    await press("#by-verdict", "ArrowUp");
    await press("#by-section", "ArrowDown");
    assert.equal(await page.inputValue("#by-section"), "0");
    await press("#by-section", "ArrowUp");
    await press("#by-open", "Space");
    assert.equal(await page.isChecked("#by-open"), true);
    await page.keyboard.press("Space");
    for (const column of ["claim", "verdict", "centre", "spread", "argued"]) {
      await press(`th[data-sort=${column}] button`, "Enter");
      assert.equal(await page.getAttribute(`th[data-sort=${column}]`, "aria-sort"), "ascending");
    }
    assert.equal(await shown(), 2);
    const closed = page.locator("details:not([open]) > summary:visible").first();
    const before = await page.locator("details[open]").count();
    await closed.focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("details[open]").count(), before + 1);
    await page.keyboard.press("Space");
    assert.equal(await page.locator("details[open]").count(), before);
    await page.keyboard.press("e");
    await press("article svg.map a[tabindex='0']", "Enter");
    assert.match(await focused(() => location.hash), /^#(claim|argument)\//);
    assert.deepEqual(heard, []);
    await close();
  });

  test("has maps with one tab stop, in which arrows move", async () => {
    const { page, heard, close } = await open(made.page);
    await page.keyboard.press("e");
    const map = page.locator("article svg.map").first();
    assert.equal(await map.locator("a[tabindex='0']").count(), 1);
    await map.locator("a[tabindex='0']").focus();
    const name = () => page.evaluate(() => document.activeElement.textContent);
    const before = await name();
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await name(), before);
    assert.equal(await map.locator("a[tabindex='0']").count(), 1);
    assert.deepEqual(heard, []);
    await close();
  });

  test("prints every word that somebody said, and no controls", async () => {
    const { page, heard, close } = await open(made.page);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.length > 20_000);
    await page.emulateMedia({ media: "print" });
    for (const said of await page.locator(".tree p, .words dd, .claim h3, blockquote").all()) {
      await said.scrollIntoViewIfNeeded();
      assert.ok((await said.boundingBox())?.height > 0, await said.textContent());
    }
    for (const control of [".bar", "#controls", "dialog"]) assert.equal(await page.locator(control).isVisible(), false);
    assert.deepEqual(heard, []);
    await close();
  });
});

describe("a site", () => {
  let made;
  let site;
  before(() => {
    made = make(records(PLAIN));
    site = join(made.folder, "site");
    made.obelus("report", "--format", "site", "-o", site);
  });

  test("has pages with stable addresses, none of which leads nowhere", async () => {
    const pages = readdirSync(site, { recursive: true }).filter((path) => path.endsWith(".html"));
    assert.ok(pages.includes("index.html") && pages.includes(join("claims", "group", "two.html")));
    for (const page of pages) {
      const html = readFileSync(join(site, page), "utf8");
      for (const [, address] of html.matchAll(/href="([^"]*)"/g)) {
        if (/^(https?|data):/.test(address)) continue;
        const [path, fragment] = address.split("#");
        const target = path ? join(site, dirname(page), path) : join(site, page);
        assert.ok(existsSync(target), `${page} leads to ${address}`);
        if (fragment && target.endsWith(".html")) {
          assert.ok(readFileSync(target, "utf8").includes(`id="${decodeURIComponent(fragment)}"`), `${page} leads to ${address}`);
        }
      }
    }
  });

  test("is accessible and silent on every page, and searches without a network", async () => {
    for (const name of ["index", "claims", "claims/one", "reading", "dissent", "map", "reviewers", "sources", "methods"]) {
      const { page, heard, close } = await open(join(site, `${name}.html`));
      assert.deepEqual(await violations(page), [], name);
      for (const dress of [{ width: 1200, colorScheme: "dark" }, { width: 390, colorScheme: "light" }, { width: 390, colorScheme: "dark" }]) {
        await page.setViewportSize({ width: dress.width, height: 844 });
        await page.emulateMedia({ colorScheme: dress.colorScheme });
        assert.deepEqual(await violations(page), [], `${name} at ${dress.width}, ${dress.colorScheme}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} is wider than ${dress.width} px`);
      }
      await page.setViewportSize({ width: 1200, height: 900 });
      if (name === "claims") {
        await page.fill("#find", "harbour log");
        assert.equal(await page.locator("#index tbody tr:not(.group):visible").count(), 2);
        await page.fill("#find", "group/two");
        assert.equal(await page.locator("#index tbody tr:not(.group):visible").count(), 1);
      }
      if (name === "claims/one") {
        await page.keyboard.press("k");
        await page.keyboard.press("j");
        await page.waitForURL(/claims\/.*html/);
      }
      assert.deepEqual(heard, [], name);
      await close();
    }
  });

  test("has feeds that are well-formed, of the whole and of every claim", async () => {
    const { page, close } = await open(join(site, "index.html"));
    for (const name of ["feed.xml", "claims/one.xml", "claims/group/two.xml"]) {
      const feed = await page.evaluate((text) => {
        const parsed = new DOMParser().parseFromString(text, "application/xml");
        const at = (tag) => [...parsed.querySelectorAll(`entry > ${tag}`)].map((one) => one.textContent);
        return { sound: parsed.querySelector("parsererror") === null, ids: at("id"), titles: at("title") };
      }, readFileSync(join(site, name), "utf8"));
      assert.equal(feed.sound, true, name);
      assert.equal(feed.ids.length, 1, name);
      assert.match(feed.ids[0], /^urn:uuid:/);
      assert.match(feed.titles[0], name === "feed.xml" ? /^Consensus as of commit / : /^no verdict → /);
    }
    const linked = readFileSync(join(site, "claims", "group", "two.html"), "utf8");
    assert.ok(linked.includes('type="application/atom+xml" title="Changes to this claim" href="../../claims/group/two.xml"'));
    await close();
  });
});

test("hostile text in every field stays text", async () => {
  const made = make(records(HOSTILE));
  const { page, heard, close } = await open(made.page);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await page.keyboard.press("Tab");
  for (const link of await page.locator("main a:not([href^='#'])").all()) assert.match(await link.getAttribute("href"), /^https?:\/\//);
  const found = await page.evaluate(() => ({
    canary: window.canary ?? null,
    scripts: document.scripts.length,
    foreign: document.querySelectorAll("img, iframe, base, object, embed, animate, link[rel=stylesheet], main style, main script").length,
    handlers: [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]).filter((one) => one.name.startsWith("on") || one.name === "style").length,
    shown: document.querySelector("h1").textContent.includes("<script>window.canary"),
  }));
  assert.deepEqual(found, { canary: null, scripts: 1, foreign: 0, handlers: 0, shown: true });
  assert.deepEqual(heard, []);
  await close();
  for (const args of [["map"], ["map", "one"]]) {
    const svg = made.obelus(...args).toString();
    const drawn = await browser.newPage();
    await drawn.setContent(`<body>${svg.replace(/^<\?xml[^>]*>/, "")}`);
    assert.equal(await drawn.evaluate(() => window.canary ?? null), null);
    assert.equal(await drawn.locator("script, img, iframe, animate").count(), 0);
    await drawn.close();
  }
});

test("many claims by twenty reviewers open and filter without delay", { timeout: 100_000 }, async (t) => {
  const peaceful = Number(process.env.CLAIMS ?? 320);
  const made = make({
    ...many(peaceful, 20),
    ...records(HOSTILE),
    // Whoever has not reviewed a claim is named there, so one hostile name is enough.
    "reviews/b/reviewer.toml": 'name = "B"\nkind = "group"\n',
    "reviews/c/reviewer.toml": 'name = "C"\nkind = "group"\n',
  });
  const size = statSync(made.page).size;
  const started = performance.now();
  const { page, heard, close } = await open(made.page);
  const opened = performance.now() - started;
  const filtered = await page.evaluate(() => {
    const find = document.getElementById("find");
    const run = (text) => {
      const from = performance.now();
      find.value = text;
      find.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.offsetHeight;
      return performance.now() - from;
    };
    return { first: run("harbour 77 "), then: run("copied later") };
  });
  t.diagnostic(`${(size / 1e6).toFixed(1)} MB, opened in ${opened.toFixed(0)} ms, filtered in ${filtered.first.toFixed(0)} ms, then ${filtered.then.toFixed(0)} ms`);
  // 1,000 claims must stay within 6 MB: of these short words, 5.5 kB a claim.
  const claims = await page.locator("article.claim").count();
  assert.equal(claims, peaceful + 2);
  assert.ok(size < 120_000 + (5_500 + HOSTILE.length * 1.5) * claims, `${size} bytes`);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok(elements < 130 * claims, `${elements} elements`);
  assert.match(await page.innerText("#summary"), /this page is shortened/);
  const lines = await page.locator(".rated pre").allTextContents();
  const ofMany = lines.filter((text) => !text.includes("<script>"));
  assert.equal(ofMany.length, peaceful);
  for (const text of ofMany) assert.equal(new Set(text.match(/^0\.\d\d  Reviewer \d+$/gm)).size, 20, text);
  const argued = Array.from({ length: peaceful }, (_, c) => Array.from({ length: 20 }, (_, r) => c + r)).flat().filter((n) => n % 7 === 0);
  assert.equal(await page.locator(".tree > li:not([id*='/a/'], [id*='/b/'], [id*='/c/'])").count(), argued.length);
  // Shortened or not, hostile text stays text, and nobody is shut out.
  const found = await page.evaluate(() => ({
    canary: window.canary ?? null,
    scripts: document.scripts.length,
    foreign: document.querySelectorAll("img, iframe, base, object, embed, animate, link[rel=stylesheet], main style, main script").length,
    handlers: [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]).filter((one) => one.name.startsWith("on") || one.name === "style").length,
    said: document.getElementById("claim/one").textContent.includes("</script></style></title></textarea><img src=x onerror"),
  }));
  assert.deepEqual(found, { canary: null, scripts: 1, foreign: 0, handlers: 0, said: true });
  await page.fill("#find", "harbour 77 ");
  await page.evaluate(() => document.querySelectorAll("#sources .references > li:nth-child(n + 9)").forEach((one) => one.remove()));
  assert.deepEqual(await violations(page, "{ include: [['article:not([hidden])'], ['#sources'], ['#claims'], ['[id=\"claim/one\"]']] }"), []);
  // Left-out end tags must leave the tree as it was.
  assert.equal(await page.locator("li > li, p p, p ul, td td, th th, dt dt, dd dd, dt dd, :not(table, thead, tbody) > tr").count(), 0);
  assert.ok(opened < 10_000, `opened in ${opened} ms`);
  assert.ok(filtered.then < 2_000, `filtered in ${filtered.then} ms`);
  assert.deepEqual(heard, []);
  await close();
});
