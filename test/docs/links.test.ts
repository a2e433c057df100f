import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import test from 'ava';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  // A file that was moved or removed is listed until that is committed.
  .filter((file) => existsSync(file));
const pages = files.filter((file) => file.endsWith('.md'));

/** A page without its code, in which brackets mean something else. */
function readProse(page: string): string {
  return readFileSync(page, 'utf8')
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => 'x'.repeat(code.length));
}

/** The anchors that GitHub gives a page's headings: lower case, without punctuation, spaces as hyphens. */
function listAnchors(page: string): Set<string> {
  const anchors = new Set<string>();
  const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
  for (const [, heading] of text.matchAll(/^#+ (.*)$/gm)) {
    const slug = heading!
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

for (const page of pages) {
  test(`links of ${page}`, (t) => {
    for (const [, target] of readProse(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      const [path = '', anchor] = target!.split('#');
      const file = path === '' ? page : normalize(join(dirname(page), path));
      t.true(existsSync(file), `${target} of ${page} leads nowhere`);
      if (anchor !== undefined && existsSync(file) && statSync(file).isFile())
        t.true(listAnchors(file).has(anchor), `${target} of ${page}: no such heading`);
    }
    t.pass();
  });
}

test('every page of docs can be reached from the README', (t) => {
  const reached = new Set<string>();
  const queue = ['README.md'];
  while (queue.length > 0) {
    const page = queue.pop()!;
    if (reached.has(page)) continue;
    reached.add(page);
    for (const [, target] of readProse(page).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)) {
      const file = normalize(join(dirname(page), target!));
      if (pages.includes(file)) queue.push(file);
    }
  }
  t.deepEqual(
    pages.filter((page) => page.startsWith('docs/') && !reached.has(page)),
    [],
  );
});

test('pages that sources name exist', (t) => {
  const sources = files.filter(
    (file) => /\.(ts|js|cjs|json|py|yml)$/.test(file) && !/lock\.json$|^results\//.test(file),
  );
  for (const file of sources)
    for (const [page] of readFileSync(file, 'utf8').matchAll(/\bdocs\/[\w/-]+\.md\b/g))
      t.true(existsSync(page), `${file} names ${page}`);
});

test('files that pages and their code name by a path of the repository exist', (t) => {
  const roots = 'runner/src|runner/test|src|stages|test|examples|schemas|scripts|bench';
  for (const page of pages) {
    // The changelog names what was; the tutorial and the how-to pages name files of the reader's own folder.
    if (/^CHANGELOG|^docs\/(tutorial|how-to)|^docs\/reference\/stage-api/.test(page)) continue;
    const named = readFileSync(page, 'utf8').matchAll(
      new RegExp(`(?<=\`)(?:${roots})/[\\w./-]+\\.(?:ts|js|json|py)(?=\`)`, 'g'),
    );
    for (const [file] of named)
      if (!/NAME|PROGRAM/.test(file)) t.true(existsSync(file), `${page} names ${file}`);
  }
});
