// Compares language servers for Dockerfiles as an editor meets them: all in turn, in each round a process of its own.
//   node servers.mjs MODULES ROUNDS FOLDER NAME=COMMAND…
// MODULES is a node_modules with vscode-languageserver-protocol. Of the Dockerfiles in FOLDER the smallest is opened, and as
// many as make 2,000 lines, put together; there letters are typed and taken back. Writes a table of medians: milliseconds from
// the start of the process to its first diagnostics and from an edit to those that follow it, MiB of the process at the end.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, rounds, folder, ...named] = process.argv.slice(2);
const require = createRequire(join(modules, "none.js"));
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = require("vscode-languageserver-protocol/node");
const servers = named.map(item => ({ name: item.slice(0, item.indexOf("=")), command: item.slice(item.indexOf("=") + 1).split(" ") }));
const Edits = 40;
const Lines = 2_000;
// A slow one is given as many edits as it can answer in that time, and one that never answers is not waited for; in ms.
const Enough = 15_000;
const Never = 120_000;

const byNumber = new Intl.Collator("en", { numeric: true }).compare;
const files = readdirSync(folder).sort(byNumber).map(name => readFileSync(join(folder, name), "utf8"));
const small = files.reduce((one, other) => (other.length < one.length ? other : one));
let large = "";
for (const file of files) {
  if (large.split("\n").length > Lines)
    break;
  // A parser directive counts in the first line alone, and none of them may change how the others are read.
  large += file.replace(/^#\s*\w+\s*=.*\n/gm, "") + "\n";
}

const median = values => values.toSorted((one, other) => one - other)[values.length >> 1];
const root = mkdtempSync(join(tmpdir(), "servers-"));

/** Opens a text in a new server and edits it; answers what it took. */
async function run(command, text, edits) {
  const path = join(root, "Dockerfile");
  writeFileSync(path, text);
  const uri = pathToFileURL(path).href;
  const start = performance.now();
  const child = spawn(command[0], command.slice(1), { stdio: ["pipe", "pipe", "ignore"], cwd: root });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  let arrived;
  const diagnostics = version => new Promise((resolve, reject) => {
    const never = setTimeout(reject, Never, new Error(`${command[0]} says nothing of version ${version}`));
    arrived = said => {
      if ((said ?? version) !== version)
        return;
      clearTimeout(never);
      resolve();
    };
  });
  connection.onNotification("textDocument/publishDiagnostics", ({ version }) => arrived?.(version));
  connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("window/workDoneProgress/create", () => null);
  connection.listen();
  const { capabilities } = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: "root" }],
    capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true } }, workspace: {} },
  });
  await connection.sendNotification("initialized", {});
  let next = diagnostics(1);
  await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "dockerfile", version: 1, text } });
  await next;
  const first = performance.now() - start;

  const times = [];
  const takesWhole = (capabilities.textDocumentSync.change ?? capabilities.textDocumentSync) === 1;
  const lines = text.split("\n");
  const line = lines.findIndex((line, number) => number >= lines.length / 2 && /^RUN [a-z]/.test(line));
  const typed = lines.with(line, "RUN x" + lines[line].slice(4)).join("\n");
  const end = performance.now() + Enough;
  for (let edit = 0; edit < edits && performance.now() < end; edit++) {
    await new Promise(resolve => setTimeout(resolve, 50));
    const isTyped = edit % 2 === 0;
    const range = { start: { line, character: 4 }, end: { line, character: isTyped ? 4 : 5 } };
    const change = takesWhole ? { text: isTyped ? typed : text } : { range, text: isTyped ? "x" : "" };
    next = diagnostics(edit + 2);
    const from = performance.now();
    await connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: edit + 2 }, contentChanges: [change] });
    await next;
    times.push(performance.now() - from);
  }

  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
  connection.dispose();
  child.kill();
  await new Promise(resolve => child.once("exit", resolve));
  return { first, times, memory };
}

const results = servers.map(() => ({ small: [], smallMemory: [], large: [], times: [], largeMemory: [] }));
for (let round = 0; round < Number(rounds); round++) {
  for (const [index, { command }] of servers.entries()) {
    const one = await run(command, small, 0);
    const two = await run(command, large, Edits);
    const result = results[index];
    result.small.push(one.first);
    result.smallMemory.push(one.memory);
    result.large.push(two.first);
    result.largeMemory.push(two.memory);
    result.times.push(...two.times);
  }
}

rmSync(root, { recursive: true });
const columns = ["small", "smallMemory", "large", "times", "largeMemory"];
const table = results.map(result => columns.map(column => median(result[column])));
const lines = large.split("\n").length;
console.log(`
| | first diagnostics, ms | memory, MiB | first diagnostics of ${lines.toLocaleString("en")} lines, ms | an edit there, ms | memory, MiB |
|---|---|---|---|---|---|`);
for (const [index, { name }] of servers.entries())
  console.log(`| ${name} | ${table[index].map(value => value.toFixed(1)).join(" | ")} |`);
for (const [index, { name }] of [...servers.entries()].slice(1))
  console.log(`| ${servers[0].name} to ${name} | ${table[index].map((value, column) => (table[0][column] / value).toFixed(2)).join(" | ")} |`);
