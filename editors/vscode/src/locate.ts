import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a server can be found. */
export interface Places {
  /** The path that the user has set; empty where none is. */
  configured: string;
  /** The folder of the extension, which may ship a server. */
  extension: string;
  /** The variable `PATH`. */
  path: string;
  /** The system, as Node names it. */
  platform: NodeJS.Platform;
}

/** A server, or why there is none. */
export type Located = { path: string } | { reason: string };

/** Finds the server: the one that is set, else the shipped one, else that on the `PATH`. */
export function locate(places: Places): Located {
  const name = places.platform === 'win32' ? 'dockerlint.exe' : 'dockerlint';
  if (places.configured !== '') {
    return isExecutable(places.configured)
      ? { path: places.configured }
      : { reason: `'${places.configured}', which dockerlint.path names, is no program` };
  }

  const folders = [join(places.extension, 'server'), ...places.path.split(delimiter).filter(folder => folder !== '')];
  const found = folders.map(folder => join(folder, name)).find(isExecutable);
  return found === undefined
    ? { reason: 'no dockerlint is on the PATH; install it, or name it in dockerlint.path' }
    : { path: found };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
