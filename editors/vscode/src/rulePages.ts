import * as vscode from 'vscode';

/** Shows the pages of rules, which the server brings along, as documents of their own. */
export class RulePages implements vscode.TextDocumentContentProvider {
  static readonly scheme = 'dockerlint-rule';

  private readonly texts = new Map<string, string>();

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? '';
  }

  /** Whether an address is that of a rule's page. */
  isPage(uri: string): boolean {
    return /\/rules\/[A-Z]+\d+\.md$/.test(uri);
  }

  /** Shows a page. */
  async show(rule: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: RulePages.scheme, path: `${rule}.md` });
    this.texts.set(uri.path, text);
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  }
}
