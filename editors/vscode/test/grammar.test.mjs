import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const { OnigScanner, OnigString, loadWASM } = require('vscode-oniguruma');
const { INITIAL, Registry, parseRawGrammar } = require('vscode-textmate');

await loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
const injection = 'source.shell.dockerfile.injection';
const files = {
  'source.dockerfile': require.resolve('tm-grammars/grammars/docker.json'),
  'source.shell': require.resolve('tm-grammars/grammars/shellscript.json'),
  [injection]: new URL('../syntaxes/shell.tmLanguage.json', import.meta.url).pathname,
};
const registry = new Registry({
  onigLib: Promise.resolve({ createOnigScanner: patterns => new OnigScanner(patterns), createOnigString: text => new OnigString(text) }),
  loadGrammar: async scope => files[scope] === undefined ? null : parseRawGrammar(readFileSync(files[scope], 'utf8'), 'grammar.json'),
  getInjections: scope => scope === 'source.dockerfile' ? [injection] : [],
});
const grammar = await registry.loadGrammar('source.dockerfile');

/** The scopes of a word in a text, without the outermost. */
function scopesOf(word, text) {
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    const at = line.indexOf(word);
    const token = at < 0 ? undefined : tokens.find(token => token.startIndex <= at && at < token.endIndex);
    if (token) {
      return token.scopes.slice(1);
    }
  }

  assert.fail(`'${word}' is not there`);
}

const isShell = scopes => scopes.includes('meta.embedded.block.shell');

test('a command is shell, and RUN is a keyword', () => {
  assert(isShell(scopesOf('echo', 'RUN echo "a"')));
  assert.deepEqual(scopesOf('RUN', 'RUN echo "a"'), ['keyword.other.special-method.dockerfile']);
  assert(isShell(scopesOf('echo', 'ONBUILD run echo "a"')));
});

test('so are its further lines, comments and blank lines between them aside', () => {
  const text = 'RUN one && \\\n  two && \\\n  # why\n\n  three\nCOPY four five';
  for (const word of ['one', 'two', 'three']) {
    assert(isShell(scopesOf(word, text)), word);
  }

  assert(scopesOf('why', text).includes('comment.line.number-sign.dockerfile'));
  assert(!isShell(scopesOf('four', text)));
  assert(isShell(scopesOf('two', 'RUN one `\n  two')));
});

test('flags are none of it', () => {
  const text = 'RUN --mount=type=cache,target=/a --network=none make';
  assert(!isShell(scopesOf('type', text)));
  assert(isShell(scopesOf('make', text)));
});

test('a here-document is shell up to its end', () => {
  const text = 'RUN <<EOF\nif a; then\n  b\nfi\nEOF\nCOPY four five';
  assert(isShell(scopesOf('b', text)));
  assert(scopesOf('if', text).some(scope => scope.startsWith('keyword.control')));
  assert(!isShell(scopesOf('four', text)));
  assert(isShell(scopesOf('b', 'RUN --mount=type=tmpfs,target=/t <<-"E"\n\tb\n\tE\n')));
});

test('the JSON form, other instructions and comments are no shell', () => {
  assert(!isShell(scopesOf('echo', 'RUN ["echo", "a"]')));
  assert(!isShell(scopesOf('a', 'COPY a b')));
  assert(!isShell(scopesOf('RUN', '# RUN a')));
});
