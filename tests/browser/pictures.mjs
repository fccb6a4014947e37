// Makes the pictures of docs/report.md from this repository's own workspace. Run it as
//   OBELUS=target/release/obelus CHROMIUM=$(command -v chromium) node tests/browser/pictures.mjs
// Pictures depend on the fonts of the machine; Pagella and Noto Sans are what the style hopes for.

import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const images = join(root, "docs", "images");
const folder = mkdtempSync(join(tmpdir(), "obelus-pictures-"));
const report = join(folder, "report.html");
execFileSync(process.env.OBELUS ?? join(root, "target/debug/obelus"), ["-C", root, "-q", "report", "HEAD", "--format", "html", "-o", report]);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const desk = { viewport: { width: 1120, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5 };
const CLAIM = "#claim/treaty/new-ideas-can-drag-forever";
const MAPPED = "#claim/economy/sanctions-sour-atmosphere";

for (const [name, hash, options, prepare] of [
  ["front", "", desk],
  ["claim", CLAIM, desk],
  ["arguments", "#argument/treaty/new-ideas-can-drag-forever/history/sixty-years-of-talks", desk, (page) => page.evaluate(() => scrollBy(0, -60))],
  ["claims-dark", "#claims", { ...desk, colorScheme: "dark" }],
  ["map", MAPPED, desk, async (page) => {
    const article = page.locator(`[id="${MAPPED.slice(1)}"]`);
    await article.locator("summary", { hasText: "Map of the arguments" }).click();
    await article.locator("svg.map").evaluate((map) => scrollBy(0, map.getBoundingClientRect().top - 110));
  }],
  ["phone", CLAIM, { ...phone, colorScheme: "dark" }],
]) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`file://${report}${hash}`);
  await prepare?.(page);
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(images, `report-${name}.png`) });
  await context.close();
}

const page = await browser.newPage();
await page.goto(`file://${report}`);
const pdf = join(folder, "report.pdf");
await page.pdf({ path: pdf, preferCSSPageSize: true });
await browser.close();
const pages = execFileSync("pdftotext", [pdf, "-"]).toString().split("\f");
const at = pages.findIndex((text) => text.includes("treaty/new-ideas-can-drag-forever · prediction")) + 1;
execFileSync("pdftoppm", ["-r", "80", "-f", String(at), "-l", String(at), "-singlefile", "-png", pdf, join(images, "report-print")]);
