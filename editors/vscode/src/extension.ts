import * as vscode from 'vscode';
import { pinCommand } from './pin';
import { RulePages } from './rulePages';
import { Server } from './server';
import { StatusItem } from './statusItem';
import { LintTasks } from './tasks';

let server: Server | undefined;

/** Starts the server and what the extension adds to it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('DockerLint', { log: true });
  const pages = new RulePages();
  const status = new StatusItem();
  const running = server = new Server(context.extensionPath, output, pages, status);
  context.subscriptions.push(
    output,
    status,
    running,
    vscode.workspace.registerTextDocumentContentProvider(RulePages.scheme, pages),
    vscode.tasks.registerTaskProvider(LintTasks.type, new LintTasks(() => running.path)),
    vscode.commands.registerCommand('dockerlint.restart', () => running.restart()),
    vscode.commands.registerCommand('dockerlint.showOutput', () => output.show()),
    vscode.commands.registerCommand('dockerlint.pin', () => pinCommand(running.path, output)),
    vscode.commands.registerCommand('dockerlint.explainRule', () => explainRule(running)),
    vscode.commands.registerCommand('dockerlint.fixAll', () =>
      vscode.commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.dockerlint', apply: 'first' })),
    vscode.commands.registerCommand('dockerlint.showReferences', showReferences),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('dockerlint.path')) {
        void running.restart();
      }
    }),
  );
  await running.start();
}

/** Stops the server. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

async function explainRule(running: Server): Promise<void> {
  const word = await vscode.window.showInputBox({
    prompt: 'Code, name or alias of a rule',
    placeHolder: 'DL3007',
    value: ruleAtCursor(),
  });
  if (word) {
    await running.explain(word.trim());
  }
}

/** The rule of the finding under the cursor. */
function ruleAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return undefined;
  }

  const finding = vscode.languages.getDiagnostics(editor.document.uri)
    .find(diagnostic => diagnostic.source === 'dockerlint' && diagnostic.range.contains(editor.selection.active));
  const code = finding?.code;
  return typeof code === 'object' ? String(code.value) : code === undefined ? undefined : String(code);
}

/** What a code lens of the server asks for: the places where a stage is used. */
interface ShownReferences {
  uri: string;
  position: vscode.Position;
  locations: { uri: string; range: { start: vscode.Position; end: vscode.Position } }[];
}

async function showReferences(shown: ShownReferences): Promise<void> {
  const positionOf = (position: vscode.Position) => new vscode.Position(position.line, position.character);
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(shown.uri),
    positionOf(shown.position),
    shown.locations.map(location => new vscode.Location(
      vscode.Uri.parse(location.uri), new vscode.Range(positionOf(location.range.start), positionOf(location.range.end)))),
  );
}
