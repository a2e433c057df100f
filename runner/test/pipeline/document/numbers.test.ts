import test from 'ava';
import fc from 'fast-check';
import { parseJson } from '../../../src/pipeline/document/parse-json.ts';
import { Places } from '../../../src/pipeline/document/places.ts';
import { findProblems, loadStages, messageOf, pipelineOf, stageOf } from '../pipeline-folder.ts';

function parseNumber(text: string) {
  return parseJson({ label: 'x', text }, new Places());
}

for (const text of [
  '0',
  '-0',
  '0.1',
  '0.10',
  '1e3',
  '1E-7',
  '1.5e+300',
  '9007199254740992',
  '-9007199254740994',
  '1e23',
  '0.30000000000000004',
  '5e-324',
  '100000000000000000000000',
])
  test(`${text} is taken`, (t) => {
    t.deepEqual(parseNumber(text).problems, []);
    t.is(parseNumber(text).value, Number(text));
  });

for (const text of [
  '9007199254740993',
  '-9007199254740993',
  '12345678901234567891',
  '1e400',
  '-1e400',
  '1e-400',
  '3.14159265358979323846',
  '9007199254740993.0',
  '9007199254740993e0',
])
  test(`${text} is refused`, (t) => {
    t.is(parseNumber(text).value, undefined);
    t.regex(parseNumber(text).problems[0]?.message ?? '', /double quotes/);
  });

test('every number that JSON.stringify writes is taken', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = JSON.stringify(value);
        return parseNumber(text).value === value && parseNumber(Number(text).toExponential()).value === value;
      }),
    ),
  );
});

test('a whole number is taken as it is, or refused', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (value) => {
        const parsed = parseNumber(String(value)).value;
        return parsed === undefined || String(parsed) === String(value);
      }),
    ),
  );
});

test('the place is that of the number, in params, axes and deeper, and in --set', async (t) => {
  const text = JSON.stringify(
    pipelineOf({ s: stageOf({ axes: { v: ['@1'] }, params: { d: [{ id: '@2' }] } }) }),
    null,
    2,
  );
  const long = text.replace('"@1"', '9007199254740993').replace('"@2"', '12345678901234567891');
  const problems = await findProblems(t, { 'pipeline.json': long });
  t.deepEqual(problems.map(messageOf), [
    'This number has more digits than a double holds: it would become 9007199254740992. Write it in double quotes to keep it as text',
    'This number has more digits than a double holds: it would become 12345678901234567000. Write it in double quotes to keep it as text',
  ]);
  const line = long.split('\n').findIndex((one) => one.includes('9007199254740993'));
  t.is(problems[0]?.line, line + 1);
  for (const value of ['9007199254740993', '1e400', '[12345678901234567891]'])
    await t.throwsAsync(loadStages(t, { s: stageOf({ params: { id: 1 } }) }, { set: [`s.id=${value}`] }), {
      message: /double quotes/,
    });
  const graph = await loadStages(
    t,
    { s: stageOf({ params: { id: 1 } }) },
    { set: ['s.id="9007199254740993"'] },
  );
  t.is(graph.actions.get('s')?.params.id, '9007199254740993');
});
