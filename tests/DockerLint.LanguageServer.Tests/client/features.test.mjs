import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { applied, start, stopAll } from "./client.mjs";

const range = (line, start, end) => ({ start: { line, character: start }, end: { line, character: end } });

let folder;
let uri;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "dockerlint-"));
  uri = pathToFileURL(join(folder, "Dockerfile")).href;
});

afterEach(stopAll);

after(() => rmSync(folder, { recursive: true }));

test("names are found, followed and renamed over all files", async () => {
  const client = await start({ folder });
  writeFileSync(join(folder, "compose.yaml"), "services:\n  a:\n    build:\n      context: .\n      target: base\n");
  client.open(uri, "FROM alpine:3 AS base\nFROM base\nCOPY --from=base /a /b\n");
  const at = { textDocument: { uri }, position: { line: 2, character: 13 } };
  const [definition] = await client.ask("textDocument/definition", at);
  assert.deepEqual(definition, { uri, range: range(0, 17, 21) });
  const references = await client.ask("textDocument/references", { ...at, context: { includeDeclaration: false } });
  assert.deepEqual(references.map((place) => [place.uri.split("/").pop(), place.range.start.line]), [["Dockerfile", 1], ["Dockerfile", 2], ["compose.yaml", 4]]);
  assert.equal((await client.ask("textDocument/documentHighlight", at)).length, 3);
  assert.deepEqual(await client.ask("textDocument/prepareRename", at), { range: range(2, 12, 16), placeholder: "base" });
  const { changes } = await client.ask("textDocument/rename", { ...at, newName: "first" });
  assert.equal(Object.keys(changes).length, 2);
  assert.equal(applied("FROM alpine:3 AS base\nFROM base\nCOPY --from=base /a /b\n", changes[uri]), "FROM alpine:3 AS first\nFROM first\nCOPY --from=first /a /b\n");
  await assert.rejects(client.ask("textDocument/rename", { ...at, newName: "1" }), /cannot name a stage/);
  const [lens] = await client.ask("textDocument/codeLens", { textDocument: { uri } });
  assert.equal((await client.ask("codeLens/resolve", lens)).command.title, "3 references");
  assert.ok((await client.ask("workspace/symbol", { query: "bs" })).some(({ name }) => name === "base"));
  rmSync(join(folder, "compose.yaml"));
  await client.stop();
});

test("a document is explained, linked, hinted, folded and selected", async () => {
  const client = await start({ folder });
  client.open(uri, "ARG V=3\nFROM alpine:$V\nRUN a \\\n  b\n");
  const document = { textDocument: { uri } };
  assert.match((await client.ask("textDocument/hover", { ...document, position: { line: 1, character: 1 } })).contents.value, /FROM \[--platform/);
  assert.equal((await client.ask("textDocument/documentLink", document))[0].target, "https://hub.docker.com/_/alpine");
  const hints = await client.ask("textDocument/inlayHint", { ...document, range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } });
  assert.deepEqual(hints.map(({ label }) => label), ["= alpine:3"]);
  assert.deepEqual((await client.ask("textDocument/foldingRange", document)).map(({ startLine, endLine }) => [startLine, endLine]), [[1, 3], [2, 3]]);
  const [selection] = await client.ask("textDocument/selectionRange", { ...document, positions: [{ line: 2, character: 5 }] });
  assert.ok(selection.parent);
  await client.stop();
});

test("what is written is completed, with its form", async () => {
  const client = await start({ folder });
  client.open(uri, "FROM alpine:3 AS base\nFROM alpine:3\nCOPY --from= /a /b\n");
  const at = { textDocument: { uri }, position: { line: 2, character: 12 } };
  const { items } = await client.ask("textDocument/completion", at);
  assert.deepEqual(items.map(({ label }) => label), ["base"]);
  const help = await client.ask("textDocument/signatureHelp", at);
  assert.match(help.signatures[0].label, /^COPY/);
  await client.stop();
});

test("semantic tokens come whole, in part, and as what has changed", async () => {
  const client = await start({ folder });
  client.open(uri, "FROM alpine:3\nRUN ls\n");
  const document = { textDocument: { uri } };
  const full = await client.ask("textDocument/semanticTokens/full", document);
  assert.equal(full.data.length, 20);
  client.change(uri, 2, [{ range: range(1, 4, 6), text: "cat" }]);
  const delta = await client.ask("textDocument/semanticTokens/full/delta", { ...document, previousResultId: full.resultId });
  assert.equal(delta.edits.length, 1);
  assert.deepEqual(delta.edits[0].data, [3]);
  const part = await client.ask("textDocument/semanticTokens/range", { ...document, range: range(1, 0, 7) });
  assert.equal(part.data.length, 10);
  await client.stop();
});

test("a document is formatted as the command line does it", async () => {
  const client = await start({ folder });
  const text = "from alpine:3\ncopy a \\\n b /\n";
  client.open(uri, text);
  const options = { tabSize: 2, insertSpaces: true };
  const whole = await client.ask("textDocument/formatting", { textDocument: { uri }, options });
  assert.equal(applied(text, whole), "FROM alpine:3\nCOPY a \\\n    b /\n");
  const part = await client.ask("textDocument/rangeFormatting", { textDocument: { uri }, range: range(0, 0, 1), options });
  assert.equal(applied(text, part), "FROM alpine:3\ncopy a \\\n b /\n");
  client.change(uri, 2, [{ range: range(2, 0, 0), text: "\n" }]);
  const typed = await client.ask("textDocument/onTypeFormatting", { textDocument: { uri }, position: { line: 2, character: 0 }, ch: "\n", options });
  assert.equal(typed[0].newText, "    ");
  await client.stop();
});
