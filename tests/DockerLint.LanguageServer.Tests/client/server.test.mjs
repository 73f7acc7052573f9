import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { applied, start, stopAll } from "./client.mjs";

const text = "FROM alpine\nWORKDIR app\nENV A b\nADD a /a\nUSER u\n";
const range = (line, start, end) => ({ start: { line, character: start }, end: { line, character: end } });

let folder;
let uri;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "dockerlint-"));
  writeFileSync(join(folder, "Dockerfile"), text);
  uri = pathToFileURL(join(folder, "Dockerfile")).href;
});

afterEach(stopAll);

after(() => rmSync(folder, { recursive: true }));

test("findings are those of the command line, in the same places", async () => {
  const client = await start({ folder });
  client.open(uri, text);
  const told = await client.diagnostics(uri, 1);
  const command = JSON.parse(process.env.DOCKERLINT_SERVER);
  const written = JSON.parse(execFileSync(command[0], [...command.slice(1), "--no-fail", "-f", "json", "Dockerfile"], { cwd: folder }));
  assert.ok(told.length > 2);
  assert.deepEqual(
    told.map(({ code, message, range: { start, end } }) => [code, message, start.line + 1, start.character + 1, end.line + 1, end.character + 1]),
    written.map((finding) => [finding.code, finding.message, finding.line, finding.column, finding.endLine, finding.endColumn]));
  assert.equal(await client.stop(), 0);
});

test("findings change and vanish while somebody types", async () => {
  const client = await start({ folder });
  client.open(uri, "FROM alpine\nUSER u\nCMD [\"x\"]\n");
  assert.deepEqual((await client.diagnostics(uri, 1)).map(({ code }) => code), ["DL3006"]);
  client.change(uri, 2, [{ range: range(0, 11, 11), text: ":latest" }]);
  assert.deepEqual((await client.diagnostics(uri, 2)).map(({ code }) => code), ["DL3007"]);
  client.change(uri, 3, [{ range: range(0, 12, 18), text: "3" }]);
  assert.deepEqual(await client.diagnostics(uri, 3), []);
  await client.stop();
});

test("half of an emoji, which an edit may leave behind, is text like any other", async () => {
  const client = await start({ folder });
  client.open(uri, "FROM alpine:3\n# \ud83d \"\\\t\nUSER u\nCMD x\n");
  assert.deepEqual((await client.diagnostics(uri, 1)).map(({ code, range: { start } }) => [code, start.line]), [["DK1005", 3]]);
  client.change(uri, 2, [{ range: range(1, 3, 3), text: "\ude00" }, { range: range(0, 13, 13), text: " AS A" }]);
  assert.ok((await client.diagnostics(uri, 2)).length > 1);
  assert.ok((await client.ask("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 1 } })).contents);
  await client.stop();
});

test("a client that can ask for diagnostics does so", async () => {
  const client = await start({ folder, capabilities: { textDocument: { diagnostic: { dynamicRegistration: true } } } });
  assert.equal(client.initialized.capabilities.diagnosticProvider.workspaceDiagnostics, true);
  client.open(uri, text);
  const report = await client.ask("textDocument/diagnostic", { textDocument: { uri } });
  assert.equal(report.kind, "full");
  assert.ok(report.items.length > 2);
  const all = await client.ask("workspace/diagnostic", { previousResultIds: [] });
  assert.deepEqual(all.items, []);
  await client.stop();
});

test("a fix is offered and does what it says", async () => {
  const client = await start({ folder });
  client.open(uri, text);
  const actions = await client.ask("textDocument/codeAction", { textDocument: { uri }, range: range(2, 5, 5), context: { diagnostics: [] } });
  const fix = actions.find(({ isPreferred }) => isPreferred);
  assert.equal(applied(text, fix.edit.changes[uri]), text.replace("ENV A b", "ENV A=b"));
  assert.ok(actions.some(({ title }) => title.startsWith("Suppress ")));
  await client.stop();
});

test("all safe findings are fixed on save", async () => {
  const capabilities = {
    workspace: { workspaceEdit: { documentChanges: true } },
    textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } } },
  };
  const client = await start({ folder, capabilities });
  client.open(uri, text);
  const [action] = await client.ask("textDocument/codeAction", {
    textDocument: { uri }, range: range(0, 0, 0), context: { diagnostics: [], only: ["source.fixAll"] },
  });
  assert.equal(action.edit, undefined);
  const { edit } = await client.ask("codeAction/resolve", action);
  assert.equal(edit.documentChanges[0].textDocument.version, 1);
  assert.match(applied(text, edit.documentChanges[0].edits), /ENV A=b/);
  await client.stop();
});

test("a rule is explained", async () => {
  const client = await start({ folder, capabilities: { window: { showDocument: { support: true } } } });
  assert.match(await client.ask("workspace/executeCommand", { command: "dockerlint.explain", arguments: ["DL3007"] }), /^# DL3007/);
  await client.stop();
});

test("a document has symbols", async () => {
  const client = await start({ folder });
  client.open(uri, text);
  const symbols = await client.ask("textDocument/documentSymbol", { textDocument: { uri } });
  assert.deepEqual(symbols[0].children.map(({ name }) => name), ["WORKDIR", "A", "ADD", "USER"]);
  await client.stop();
});
