// A client of the server, on the library that VS Code's own clients are made of.
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node";

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = protocol;

const running = new Set();

/** Ends the servers that a test which failed has left. */
export function stopAll() {
  running.forEach((server) => server.kill());
}

/** Starts the server and says hello to it. */
export async function start({ folder, capabilities = {}, options = {} }) {
  const command = JSON.parse(process.env.DOCKERLINT_SERVER);
  const begin = performance.now();
  const server = spawn(command[0], [...command.slice(1), "lsp"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  running.add(server);
  server.on("exit", () => running.delete(server));
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const client = new Client(server, connection, begin);
  connection.listen();
  const uri = pathToFileURL(folder).href;
  client.initialized = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: "work" }],
    capabilities,
    initializationOptions: options,
  });
  await connection.sendNotification("initialized", {});
  return client;
}

class Client {
  #waiting = [];
  #published = [];

  constructor(server, connection, begin) {
    this.server = server;
    this.connection = connection;
    this.begin = begin;
    this.exited = new Promise((resolve) => server.on("exit", resolve));
    connection.onNotification("textDocument/publishDiagnostics", (told) => {
      this.#published.push(told);
      this.#settle();
    });
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onRequest("window/showDocument", () => ({ success: true }));
    connection.onRequest("workspace/diagnostic/refresh", () => null);
  }

  open(uri, text, languageId = "dockerfile") {
    return this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  change(uri, version, contentChanges) {
    return this.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  ask(method, params) {
    return this.connection.sendRequest(method, params);
  }

  /** What is found in a version of a document, once it is told. */
  diagnostics(uri, version) {
    return new Promise((resolve) => {
      this.#waiting.push({ uri, version, resolve });
      this.#settle();
    });
  }

  async stop() {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return await this.exited;
  }

  #settle() {
    this.#waiting = this.#waiting.filter(({ uri, version, resolve }) => {
      const index = this.#published.findIndex((told) => told.uri === uri && (version === undefined || told.version === version));
      if (index < 0) {
        return true;
      }
      resolve(this.#published[index].diagnostics);
      this.#published.splice(0, index + 1);
      return false;
    });
  }
}

/** A text after changes in the positions of UTF-16. */
export function applied(text, edits) {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "\n") {
      starts.push(index + 1);
    }
  }
  const offset = ({ line, character }) => Math.min((starts[line] ?? text.length) + character, text.length);
  return [...edits]
    .sort((one, other) => offset(other.range.start) - offset(one.range.start))
    .reduce((result, edit) => result.slice(0, offset(edit.range.start)) + edit.newText + result.slice(offset(edit.range.end)), text);
}
