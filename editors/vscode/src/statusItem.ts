import * as vscode from 'vscode';

/** Says in the language menu of a Dockerfile how the server is. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('dockerlint', [{ language: 'dockerfile' }, { language: 'dockercompose' }]);

  constructor() {
    this.item.name = 'DockerLint';
    this.item.command = { command: 'dockerlint.showOutput', title: 'Output' };
  }

  starting(): void {
    this.set('DockerLint', 'starts', vscode.LanguageStatusSeverity.Information, true);
  }

  running(version: string | undefined): void {
    this.set(`DockerLint ${version ?? ''}`.trim(), 'runs', vscode.LanguageStatusSeverity.Information);
  }

  failed(reason: string): void {
    this.set('DockerLint', reason, vscode.LanguageStatusSeverity.Error);
  }

  dispose(): void {
    this.item.dispose();
  }

  private set(text: string, detail: string, severity: vscode.LanguageStatusSeverity, busy = false): void {
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = severity;
    this.item.busy = busy;
  }
}
