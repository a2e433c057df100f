import test from 'ava';
import fc from 'fast-check';
import { formatCsv, parseCsv } from '../../src/formats/csv.ts';
import { compareOne } from './files.ts';

const HEADER = 'model,attack,epsilon,accuracy\n';

test('rows are joined on the columns that identify them, whatever their order', async (t) => {
  const before = `${HEADER}lenet,fgsm,0.1,0.5\nlenet,pgd,0.1,0.25\nblenet,fgsm,0.1,0.75\n`;
  const after = `${HEADER}blenet,fgsm,0.1,0.75\nlenet,pgd,0.1,0.5\nlenet,fgsm,0.1,0.5\n`;
  const difference = await compareOne(t, 'table.csv', before, after);
  t.deepEqual(difference?.table?.keyColumns, ['model', 'attack']);
  t.deepEqual(difference?.table?.cells, [
    {
      row: 'model=lenet attack=pgd',
      column: 'accuracy',
      before: 0.25,
      after: 0.5,
      absolute: 0.25,
      relative: 0.5,
      withinTolerance: false,
    },
  ]);
  t.is(
    difference?.summary,
    '1 of 6 cells differ, largest difference 0.25 at accuracy of model=lenet attack=pgd (0.25 → 0.5, 50%)',
  );
});

test('a column of numbers is a key only where names do not suffice', async (t) => {
  const rows = (accuracy: number) => `${HEADER}lenet,fgsm,0.1,${accuracy}\nlenet,fgsm,0.2,0.5\n`;
  const difference = await compareOne(t, 'table.csv', rows(0.5), rows(0.25));
  t.deepEqual(difference?.table?.keyColumns, ['epsilon']);
  t.is(difference?.numbers?.largestAbsolute?.place, 'accuracy of epsilon=0.1');
});

test("a schema's x-key names the key columns", async (t) => {
  const rows = [1, 2].map((count) => ({
    dataset: 'mnist',
    model: 'lenet',
    seed: null,
    accuracy: 0.5,
    count,
  }));
  const after = rows.map((row) => ({ ...row, accuracy: 0.75 }));
  const schemaFolders = ['schemas/artifacts'];
  const both = (table: object[]) => JSON.stringify([table[0]]);
  const difference = await compareOne(t, 'clean.json', both(rows), both(after), { schemaFolders });
  t.deepEqual(difference?.table?.keyColumns, ['dataset', 'model', 'seed']);
  // Two rows of one model: what the schema says cannot be, so the key is found otherwise.
  const other = await compareOne(t, 'clean.json', JSON.stringify(rows), JSON.stringify(after), {
    schemaFolders,
  });
  t.deepEqual(other?.table?.keyColumns, ['count']);
});

test('rows and columns that only one side has are named', async (t) => {
  const difference = await compareOne(t, 'table.csv', 'name,a\nx,1\ny,2\nz,3\n', 'name,b\nx,1\ny,2\nw,3\n');
  t.like(difference?.table, {
    addedColumns: ['b'],
    removedColumns: ['a'],
    addedRows: ['name=w'],
    removedRows: ['name=z'],
    rowsBefore: 3,
    rowsAfter: 3,
  });
  t.false(difference?.withinTolerance);
  t.is(difference?.summary, '1 column added (b), 1 column removed (a), 1 row added, 1 row removed');
});

test('a change of a number is within the tolerance or not; a change of a name never is', async (t) => {
  const rows = (accuracy: string) => `name,accuracy\nx,${accuracy}\ny,1\n`;
  const changed = (after: string, tolerance: { absolute: number; relative: number }) =>
    compareOne(t, 't.csv', rows('0.500'), rows(after), { tolerance });
  t.true((await changed('0.501', { absolute: 0.01, relative: 0 }))?.withinTolerance);
  t.true((await changed('0.501', { absolute: 0, relative: 0.01 }))?.withinTolerance);
  t.false((await changed('0.501', { absolute: 1e-4, relative: 1e-4 }))?.withinTolerance);
  t.false((await changed('good', { absolute: 9, relative: 9 }))?.withinTolerance);
  t.false((await changed('nan', { absolute: 9, relative: 1e9 }))?.withinTolerance);
});

test('the same numbers written otherwise are no difference beyond any tolerance', async (t) => {
  const difference = await compareOne(t, 't.csv', 'name,a\nx,0.50\ny,nan\n', 'name,a\nx,0.5\ny,NaN\n');
  t.is(difference?.summary, 'the same values, in another order or written otherwise');
  t.true(difference?.withinTolerance);
});

test('long lists are cut, and what is left out is counted', async (t) => {
  const rows = (value: number) =>
    `name,a\n${Array.from({ length: 10 }, (_, i) => `r${i},${value}\n`).join('')}`;
  const difference = await compareOne(t, 't.csv', rows(1), rows(2), { maxListed: 3 });
  t.like(difference?.table, { cellsDiffering: 10, leftOut: 7, cells: { length: 3 } });
});

test('what is no table is compared as text', async (t) => {
  for (const text of ['a,b\n1\n', 'a,a\n1,2\n', 'a\n"open\n', 'a\nx"y\n', '']) {
    t.is((await compareOne(t, 't.csv', text, 'a,b\n1,2\n'))?.kind, 'text');
  }
});

const cell = fc.oneof(
  fc.string({ unit: 'binary' }).filter((text) => !/\p{Surrogate}/u.test(text)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);

test('what our CSV writer writes is read back', (t) => {
  fc.assert(
    fc.property(fc.array(fc.record({ a: cell, b: cell, '"c",\n': cell }), { minLength: 1 }), (rows) => {
      const table = parseCsv(formatCsv(['a', 'b', '"c",\n'], rows));
      t.deepEqual(table?.columns, ['a', 'b', '"c",\n']);
      // Text and its look-alikes are one in CSV: compared as what they are written as.
      const written = (value: unknown) => (Object.is(value, -0) ? '0' : String(value ?? ''));
      t.deepEqual(
        table?.rows.map((row) => row.map((value) => Number(written(value)) || written(value))),
        rows.map((row) =>
          ['a', 'b', '"c",\n'].map((column) => {
            const value = written(row[column as 'a']);
            return Number(value) || value;
          }),
        ),
      );
    }),
    { numRuns: 200 },
  );
});

test('an injected change is found at its place', async (t) => {
  const models = ['lenet', 'blenet', 'alexnet'];
  const epsilons = [0, 0.1, 0.3];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
      fc.nat(8),
      fc.double({ min: 1e-3, max: 10, noNaN: true }),
      async (accuracies, at, change) => {
        const rows = accuracies.map((accuracy, i) => ({
          model: models[Math.floor(i / 3)]!,
          epsilon: epsilons[i % 3]!,
          accuracy,
        }));
        const changed = rows.map((row, i) => (i === at ? { ...row, accuracy: row.accuracy + change } : row));
        const difference = await compareOne(t, 't.json', JSON.stringify(rows), JSON.stringify(changed));
        t.deepEqual(
          difference?.table?.cells.map(({ row, column }) => [row, column]),
          [[`model=${rows[at]!.model} epsilon=${rows[at]!.epsilon}`, 'accuracy']],
        );
        t.is(
          difference?.numbers?.largestAbsolute?.value,
          Math.abs(changed[at]!.accuracy - rows[at]!.accuracy),
        );
      },
    ),
    { numRuns: 50 },
  );
});
