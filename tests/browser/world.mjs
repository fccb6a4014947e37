// A workspace in a folder of its own, with hostile text in every field that takes text.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const OBELUS = process.env.OBELUS ?? "../../target/debug/obelus";

/** Whatever of this runs, sets `window.canary`, asks for https://canary.example, or leaves its element. */
export const HOSTILE = [
  "<script>window.canary='script'</script>",
  "</script></style></title></textarea><img src=x onerror=\"window.canary='img'\">",
  "<svg><animate onbegin=\"window.canary='svg'\" attributeName=x dur=1s></svg>",
  "\"' onfocus=window.canary='attribute' autofocus x=\"",
  "javascript:window.canary='link'",
  "<a href=\"javascript:window.canary='href'\">x</a><iframe srcdoc=\"<script>parent.canary=1</script>\">",
  "<base href=https://canary.example/><link rel=stylesheet href=https://canary.example/a.css>",
  "<style>@import url(https://canary.example/b.css)</style><!-- ]]> -->",
  "{{constructor.constructor('window.canary=1')()}} ${window.canary=1}",
  "@org/team Fixes #1 ```\n::stop-commands::x ##[add-mask]y",
].join(" ");

const quoted = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");

/** Makes a workspace; `files` are its records by path. */
export function world(files) {
  const folder = mkdtempSync(join(tmpdir(), "obelus-browser-"));
  const git = (...args) => execFileSync("git", ["-c", "user.name=Test Author", "-c", "user.email=author@example.org", "-c", "commit.gpgsign=false", ...args], {
    cwd: folder,
    env: { ...process.env, GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z", GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z", GIT_CONFIG_GLOBAL: "/dev/null" },
    stdio: "pipe",
  });
  git("init", "-q", "-b", "main");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git("add", "-A");
  git("commit", "-q", "-m", "Records");
  const obelus = (...args) => execFileSync(OBELUS, ["-C", folder, "-q", ...args], { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
  return { folder, obelus, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Records in which every text is `text`: two claims, three reviewers, arguments with replies, sources. */
export function records(text) {
  const t = quoted(text);
  const one = quoted(text.replaceAll("\n", " "));
  const claim = (kind, more = "") => `statement = ${t}\nkind = "${kind}"\ntags = [${one}]\nnote = ${t}\n${more}
[[anchors]]
document = "text"
section = ${one}
paragraph = 1
exact = ${one}
`;
  const source = `
[[sources]]
id = "s"
type = "report"
title = ${one}
author = [${one}]
publisher = ${one}
URL = "https://example.org/?q=%22%3E%3Cscript%3E"
bearing = "supports"
`;
  const argument = (id, more) => `
[[arguments]]
id = "${id}"
${more}
strength = "strong"
text = ${t}
sources = [{ id = "s", locator = ${one} }]
`;
  const review = (rating, args) => `edition = 1\n${rating}\nrationale = ${t}\n${args}${source}`;
  const files = {
    "obelus.toml": `format = 1\ntitle = ${one}\n[documents.text]\ntitle = ${one}\nauthor = [${one}]\nlicense = ${one}\nsections = [${one}]\n`,
    "claims/one.toml": claim("fact", "") + `
[[relations]]
kind = "supports"
claim = "group/two"

[resolution]
outcome = 0.5
note = ${t}
`,
    "claims/group/two.toml": claim("evaluation"),
  };
  const ratings = { a: 0.1, b: 0.9, c: 0.5 };
  for (const [i, id] of Object.keys(ratings).entries()) {
    files[`reviews/${id}/reviewer.toml`] = `name = ${one}\nkind = "perspective"\nexpertise = [${one}]\ninterests = ${t}\nnote = ${t}\n`;
    const against = argument("no", `stance = "against"\ntarget = "claim"\nattack = "${["rebut", "undercut", "undermine"][i]}"`);
    const support = argument("yes", 'stance = "for"\ntarget = "claim"');
    const reply = id === "a" ? argument("reply", 'stance = "against"\ntarget = "b#no"\nattack = "rebut"') : "";
    const gone = argument("gone", 'stance = "for"\ntarget = "claim"\nstatus = "withdrawn"\nreason = ' + t);
    files[`reviews/${id}/one.toml`] = review(`confidence = { best = ${ratings[id]}, lower = ${ratings[id] - 0.05}, upper = ${ratings[id] + 0.05} }`, against + support + reply + gone);
    files[`reviews/${id}/group/two.toml`] = id === "c" ? `edition = 1\nabstain = ${t}\n` : review(`stance = ${i * 4 + 1}`, against);
  }
  return files;
}

/** A peaceful workspace of `claims` claims, each judged by `reviewers` reviewers. */
export function many(claims, reviewers) {
  const files = { "obelus.toml": 'format = 1\ntitle = "Many claims"\n' };
  const ids = Array.from({ length: reviewers }, (_, r) => `r${r + 1}`);
  ids.forEach((id, r) => { files[`reviews/${id}/reviewer.toml`] = `name = "Reviewer ${r + 1}"\nkind = "group"\n`; });
  for (let c = 0; c < claims; c++) {
    const path = `part-${c % 10}/claim-${c}`;
    files[`claims/${path}.toml`] = `statement = "Harbour ${c} was free of ice in the winter of ${1900 + (c % 120)}, as its log says."\nkind = "fact"\n`;
    ids.forEach((id, r) => {
      const best = ((c * 37 + r * 53) % 97) / 100 + 0.01;
      const argument = (c + r) % 7 ? "" : `\n[[arguments]]\nid = "log"\nstance = "${r % 2 ? "for" : "against"}"\ntarget = "claim"\n${r % 2 ? "" : 'attack = "rebut"\n'}strength = "moderate"\ntext = "The log of that winter has a gap of three weeks, and what stands before it was copied later."\n`;
      files[`reviews/${id}/${path}.toml`] = `edition = 1\nconfidence = { best = ${best.toFixed(2)}, lower = ${Math.max(0.01, best - 0.1).toFixed(2)}, upper = ${Math.min(0.99, best + 0.1).toFixed(2)} }\nrationale = "The neighbouring ports report the same weather."\n${argument}`;
    });
  }
  return files;
}
