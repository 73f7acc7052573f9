// Measures language servers side by side: node measure.mjs "ours lsp" "another --stdio" …
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import protocol from "vscode-languageserver-protocol/node";

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = protocol;
const rounds = Number(process.env.ROUNDS ?? 7);
const small = "FROM alpine\nRUN cd /x && ls\nADD a /a\nUSER u\n";
const block = "RUN apt-get update \\\n    && apt-get install -y curl wget \\\n    && cd /tmp \\\n    && make install\nENV A=1 B=${A}\nCOPY --chown=1:1 src/ /app/\n\n# next\n";
const large = "FROM debian:13 AS a\n" + block.repeat(250);

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

async function session(command, work) {
  const begin = performance.now();
  const [program, ...args] = command.split(" ");
  const server = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  let waiting = () => {};
  connection.onNotification("textDocument/publishDiagnostics", ({ version }) => waiting(version));
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  const initialized = performance.now() - begin;
  await connection.sendNotification("initialized", {});
  const published = () => new Promise((resolve) => { waiting = resolve; });
  const result = await work({ connection, published, begin, initialized, memory: () => memoryOf(server.pid) });
  server.kill();
  return result;
}

/** Resident memory in MiB. */
function memoryOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

const open = (connection, text) => connection.sendNotification("textDocument/didOpen", {
  textDocument: { uri: "file:///tmp/measure/Dockerfile", languageId: "dockerfile", version: 1, text },
});

for (const command of process.argv.slice(2)) {
  const starts = [];
  for (let round = 0; round < rounds; round++) {
    starts.push(await session(command, async ({ connection, published, begin, initialized, memory }) => {
      const told = published();
      open(connection, small);
      await told;
      return { initialized, first: performance.now() - begin, memory: memory() };
    }));
  }

  const edits = await session(command, async ({ connection, published, memory }) => {
    const told = published();
    open(connection, large);
    await told;
    const times = [];
    for (let version = 2; version < 60; version++) {
      const begin = performance.now();
      const next = published();
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: "file:///tmp/measure/Dockerfile", version },
        contentChanges: [{ range: { start: { line: 1000, character: 0 }, end: { line: 1000, character: 0 } }, text: version % 2 ? "RUN cd x\n" : "x" }],
      });
      await next;
      times.push(performance.now() - begin);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { edit: median(times.slice(10)), memory: memory() };
  });

  const shown = (number) => number.toFixed(1);
  console.log(`${command}: initialized ${shown(median(starts.map((one) => one.initialized)))} ms, first diagnostics ${shown(median(starts.map((one) => one.first)))} ms, `
    + `${shown(median(starts.map((one) => one.memory)))} MiB; an edit at ${large.split("\n").length} lines ${shown(edits.edit)} ms, ${shown(edits.memory)} MiB after`);
}
