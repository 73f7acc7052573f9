import * as vscode from 'vscode';

/** A task as `tasks.json` writes it. */
interface LintTaskDefinition extends vscode.TaskDefinition {
  paths?: string[];
  args?: string[];
}

/** Tasks that lint whole folders; their findings are problems. */
export class LintTasks implements vscode.TaskProvider {
  static readonly type = 'dockerlint';

  constructor(private readonly program: () => string | undefined) {
  }

  provideTasks(): vscode.Task[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.map(folder => this.task({ type: LintTasks.type }, folder, 'lint')).filter(task => task !== undefined);
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    return this.task(task.definition as LintTaskDefinition, task.scope ?? vscode.TaskScope.Workspace, task.name);
  }

  private task(definition: LintTaskDefinition, scope: vscode.WorkspaceFolder | vscode.TaskScope, name: string): vscode.Task | undefined {
    const program = this.program();
    if (program === undefined) {
      return undefined;
    }

    const args = ['lint', '--format', 'gnu', ...(definition.args ?? []), ...(definition.paths ?? ['.'])];
    const task = new vscode.Task(definition, scope, name, 'dockerlint', new vscode.ProcessExecution(program, args), ['$dockerlint']);
    task.group = vscode.TaskGroup.Test;
    return task;
  }
}
