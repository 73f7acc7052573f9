import * as vscode from 'vscode';
import { LanguageClient, State, type DocumentSelector, type LanguageClientOptions } from 'vscode-languageclient/node';
import { locate } from './locate';
import type { RulePages } from './rulePages';
import type { StatusItem } from './statusItem';

const explain = 'dockerlint.explain';

/** Dockerfiles, and the other files that name images or ask for builds; of YAML files the server finds out which do. */
const selector: DocumentSelector = [
  { language: 'dockerfile' },
  { language: 'dockercompose' },
  { language: 'yaml' },
  { language: 'github-actions-workflow' },
  { pattern: '**/{devcontainer,.devcontainer}.json' },
  { pattern: '**/*bake*.{hcl,json}' },
];

/** The language server: found, started, watched and stopped. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private located: string | undefined;

  constructor(
    private readonly extension: string,
    private readonly output: vscode.LogOutputChannel,
    private readonly pages: RulePages,
    private readonly status: StatusItem) {
  }

  /** The program that runs; undefined where none was found. */
  get path(): string | undefined {
    return this.located;
  }

  async start(): Promise<void> {
    const located = locate({
      configured: vscode.workspace.getConfiguration('dockerlint').get('path', ''),
      extension: this.extension,
      path: process.env['PATH'] ?? '',
      platform: process.platform,
    });
    if ('reason' in located) {
      this.located = undefined;
      this.output.error(located.reason);
      this.status.failed(located.reason);
      await this.tell(false);
      return;
    }

    this.located = located.path;
    this.output.info(`server: ${located.path}`);
    this.client = new LanguageClient('dockerlint', 'DockerLint', { command: located.path, args: ['lsp'] }, this.options());
    this.client.onDidChangeState(change => {
      if (change.newState === State.Stopped) {
        this.status.failed('the server has stopped');
      }
    });
    this.status.starting();
    try {
      await this.client.start();
      this.status.running(this.client.initializeResult?.serverInfo?.version);
      await this.tell(true);
    } catch (error) {
      this.status.failed(String(error));
      await this.tell(false);
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await this.tell(false);
    await client?.dispose();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Shows the page of a rule. */
  async explain(rule: string): Promise<void> {
    try {
      const page = await this.client?.sendRequest<string | null>('workspace/executeCommand', { command: explain, arguments: [rule] });
      if (page) {
        await this.pages.show(rule, page);
      }
    } catch (error) {
      void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
    }
  }

  dispose(): void {
    void this.stop();
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: selector,
      outputChannel: this.output,
      synchronize: { configurationSection: 'dockerlint' },
      initializationOptions: vscode.workspace.getConfiguration('dockerlint'),
      middleware: {
        executeCommand: async (command, args, next) => {
          if (command !== explain) {
            return next(command, args);
          }

          await this.explain(String(args[0]));
          return undefined;
        },
        window: {
          // The page of a rule is shown here and not in a browser.
          showDocument: (params, token, next) => this.pages.isPage(params.uri) ? { success: true } : next(params, token),
        },
      },
    };
  }

  private async tell(isRunning: boolean): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'dockerlint.isRunning', isRunning);
  }
}
