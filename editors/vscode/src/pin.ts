import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import * as vscode from 'vscode';

/** Writes the digests of the images into the file that is open, by the program itself. */
export async function pinCommand(program: string | undefined, output: vscode.LogOutputChannel): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!program || document?.uri.scheme !== 'file') {
    return;
  }

  await document.save();
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath ?? dirname(document.uri.fsPath);
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: 'Pinning images', cancellable: true }, (_, cancel) =>
    new Promise<void>(resolve => {
      const process = execFile(program, ['pin', document.uri.fsPath], { cwd: folder }, (error, stdout, stderr) => {
        output.info([stdout, stderr].filter(text => text !== '').join('\n'));
        if (error && !cancel.isCancellationRequested) {
          void vscode.window.showErrorMessage(stderr.trim() || error.message);
        }

        resolve();
      });
      cancel.onCancellationRequested(() => process.kill());
    }));
}
