import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { locate } from '../dist/locate.mjs';

let folder;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'dockerlint-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const program = (name, mode = 0o755) => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
};
const find = (places = {}) => locate({ configured: '', extension: join(folder, 'extension'), path: '', platform: 'linux', ...places });

test('the server that is set is taken before all others', () => {
  const wanted = program('mine/lint');
  program('extension/server/dockerlint');
  assert.deepEqual(find({ configured: wanted }), { path: wanted });
});

test('one that is set and cannot be run is told, and no other is taken in its place', () => {
  program('extension/server/dockerlint');
  const found = find({ configured: program('mine/lint', 0o644) });
  assert.match(found.reason, /which dockerlint\.path names, is no program/);
});

test('the shipped one is taken before that on the PATH', () => {
  const shipped = program('extension/server/dockerlint');
  program('bin/dockerlint');
  assert.deepEqual(find({ path: join(folder, 'bin') }), { path: shipped });
});

test('the first on the PATH is taken that can be run', () => {
  program('a/dockerlint', 0o644);
  mkdirSync(join(folder, 'b/dockerlint'), { recursive: true });
  const wanted = program('c/dockerlint');
  assert.deepEqual(find({ path: ['', 'a', 'b', 'c'].map(name => name && join(folder, name)).join(delimiter) }), { path: wanted });
});

test('on Windows it has an ending', () => {
  const wanted = program('bin/dockerlint.exe');
  program('bin/dockerlint');
  assert.deepEqual(find({ path: join(folder, 'bin'), platform: 'win32' }), { path: wanted });
});

test('where there is none, it is said what to do', () => assert.match(find().reason, /install it, or name it in dockerlint\.path/));
