import { existsSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { makeProject } from '../project.ts';

/** Each writes the param p to ${output.o}/x. */
const CONTEXTS: Readonly<Record<string, string>> = {
  word: "printf '%s' ${params.p} > ${output.o}/x",
  double: 'printf %s "${params.p}" > "${output.o}/x"',
  single: "printf %s '${params.p}' > '${output.o}'/x",
  ansi: "printf %s $'${params.p}' > ${output.o}/x",
  substitution: 'a="$(printf %s "${params.p}"; echo .)"; printf %s "${a%.}" > ${output.o}/x',
  unquotedSubstitution: 'a=$(printf %s ${params.p}; echo .); printf %s "${a%.}" > ${output.o}/x',
  backticks: 'a="`printf %s "${params.p}"; echo .`"; printf %s "${a%.}" > ${output.o}/x',
  document: 'cat > ${output.o}/x <<EOF\n${params.p}\nEOF',
  literalDocument: "cat > ${output.o}/x <<'END OF IT'\n${params.p}\nEND OF IT",
  default: 'printf %s "${X:-${params.p}}" > ${output.o}/x',
  unquotedDefault: 'printf %s ${X:-${params.p}} > ${output.o}/x',
  pattern: 'a=${params.p}.; printf %s "${a#${params.p}}${params.p}" | sed "s/^[.]//" > ${output.o}/x',
  comment: "# don't ${params.p}\nprintf %s ${params.p} > ${output.o}/x # ${params.p}",
  case: 'a=$(case x in x) printf %s "${params.p}"; echo .;; esac); printf %s "${a%.}" > ${output.o}/x',
  inner: 'bash -c \'printf %s "$1"\' _ ${params.p} > ${output.o}/x',
  arithmetic: 'printf %s $((${params.p})) > ${output.o}/x',
  condition: '[[ ${params.p} -eq 7 ]] || true; printf %s ${params.p} > ${output.o}/x',
};

const piece = fc.constantFrom(
  ...[
    "'",
    '"',
    '`',
    '$',
    '{',
    '}',
    '(',
    ')',
    '\\',
    '\n',
    '\t',
    ' ',
    '#',
    '!',
    '*',
    '~',
    ';',
    '&',
    '|',
    '<<EOF\n',
    'EOF',
    '-n',
    'é',
    '𝄞',
  ],
  ...[
    '$(touch RAN)',
    '`touch RAN`',
    ';touch RAN;',
    "'$(touch RAN)'",
    'a[$(touch RAN)]',
    '${HOME}',
    '${input.a}',
    '\nEOF\ntouch RAN\n',
    '\nEND OF IT\ntouch RAN\n',
    '1',
    '..',
  ],
);

test('a value reaches a command as it is, or is refused; nothing in it runs', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 5 }), async (pieces) => {
      const p = pieces.join('');
      const project = await makeProject(t);
      for (const [name, command] of Object.entries(CONTEXTS)) {
        await project.writePipeline({
          [name]: { command, params: { p: p.replaceAll('${', () => '$${') }, outputs: ['o'] },
        });
        let summary: { ok: boolean } | undefined;
        try {
          ({ summary } = await project.run());
        } catch (error) {
          if ((error as { code?: string }).code !== 'PIPELINE_INVALID') throw error;
        }
        if (existsSync(project.path('RAN'))) throw new Error(`${name}: a part of the value ran`);
        // A document ends with the end of a line.
        const given = /document/i.test(name) ? `${p}\n` : name === 'pattern' ? p.replace(/^[.]/gm, '') : p;
        if (summary !== undefined && (await project.artifact(name, 'o', 'x')) !== given)
          throw new Error(`${name}: ${JSON.stringify(await project.artifact(name, 'o', 'x'))}`);
      }
    }),
    { numRuns: 8, examples: [[["it's $HOME $(touch RAN)"]], [['a b']], [['7']], [['010']], [['-n']]] },
  );
  t.pass();
});

test('a value that no command can be given is refused with its place', async (t) => {
  const project = await makeProject(t);
  const refuse = async (command: string, p: unknown) => {
    await project.writePipeline({ a: { command, params: { p }, outputs: ['o'] } });
    return (await t.throwsAsync(project.run()))?.message ?? '';
  };
  t.regex(await refuse('echo ${params.p}', 'x'.repeat(200_000)), /pipeline\.json:1:\d+ .*200000 bytes/);
  t.regex(await refuse('echo ${params.p}', 'a\u0000b'), /NUL/);
  t.regex(await refuse('echo $((${params.p} + 1))', 'a[$(touch RAN)]'), /whole number/);
  t.regex(await refuse('echo $${params.p}', 'a'), /\\\$/);
  t.regex(await refuse("cat <<'EOF'\n${params.p}\nEOF", 'a\nEOF\ntouch RAN'), /here-document/);
});

test('a changed value runs the command again; its processes do not see our variables', async (t) => {
  const project = await makeProject(t);
  const command = 'echo ${params.p} ${axis.v} > ${output.o}/x; env > ${output.o}/env';
  for (const p of ['a b', 'c d']) {
    await project.writePipeline({ a: { command, axes: { v: ['x y'] }, params: { p }, outputs: ['o'] } });
    t.is((await project.run()).outcomes['a/x%20y'], 'executed');
    t.is(await project.artifact('a/x%20y', 'o', 'x'), `${p} x y\n`);
    t.notRegex(await project.artifact('a/x%20y', 'o', 'env'), /PIPELINE_VALUE/);
  }
});

test('braces are expanded with the value in them', async (t) => {
  const project = await makeProject(t);
  const command = 'echo {1..${params.n}} a\\${params.n} > ${output.o}/x';
  await project.writePipeline({ a: { command, params: { n: 3 }, outputs: ['o'] } });
  await project.run();
  t.is(await project.artifact('a', 'o', 'x'), '1 2 3 a${params.n}\n');
});
