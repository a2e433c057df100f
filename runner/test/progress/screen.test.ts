import test from 'ava';
import type { RunEvent } from '../../src/execute/events.ts';
import { Screen } from '../../src/progress/screen.ts';
import { actionFinished, actionProgress, actionStarted, runStarted } from './events.ts';

const WIDE = { rows: 24, columns: 80 };
const NARROW = { rows: 24, columns: 24 };

function createScreen(): { screen: Screen; after: (seconds: number, ...events: RunEvent[]) => void } {
  let nowMs = 0;
  const screen = new Screen(() => nowMs);
  const after = (seconds: number, ...events: RunEvent[]): void => {
    nowMs += seconds * 1000;
    for (const event of events) screen.apply(event);
  };
  return { screen, after };
}

test('a stage shows its counts, and its running actions beneath', (t) => {
  const { screen, after } = createScreen();
  after(
    0,
    runStarted({ train: 4, report: 1 }),
    actionStarted('train/mnist/a'),
    actionStarted('train/mnist/b'),
  );
  after(2, actionProgress('train/mnist/a', 1, 4), actionFinished('train/mnist/c', 'restored'));
  after(3, actionProgress('train/mnist/a', 2, 4, { loss: 0.5, accuracy: 0.987654 }));
  t.deepEqual(screen.linesOf('train', WIDE), [
    'train   1/4  1 restored',
    '████░░░░ 2/4 epochs, 6 s left  mnist/a  loss 0.5, accuracy 0.988',
    '░░░░░░░░ 5 s  mnist/b',
  ]);
  t.deepEqual(screen.linesOf('report', WIDE), ['report  0/1']);
});

test('the time left runs down between two reports', (t) => {
  const { screen, after } = createScreen();
  after(0, runStarted({ train: 1 }), actionStarted('train/a'), actionProgress('train/a', 0, 10));
  after(5, actionProgress('train/a', 5, 10));
  t.regex(screen.linesOf('train', WIDE)[1] ?? '', / 5 s left /);
  after(2);
  t.regex(screen.linesOf('train', WIDE)[1] ?? '', / 3 s left /);
});

test('an action resumed from a checkpoint is not taken for a fast one', (t) => {
  const { screen, after } = createScreen();
  after(0, runStarted({ train: 1 }), actionStarted('train/a'));
  after(1, actionProgress('train/a', 90, 100));
  t.notRegex(screen.linesOf('train', WIDE)[1] ?? '', /left/);
  after(2, actionProgress('train/a', 91, 100));
  t.regex(screen.linesOf('train', WIDE)[1] ?? '', / 18 s left /);
});

test('a narrow terminal keeps the counts and the end of the name', (t) => {
  const { screen, after } = createScreen();
  after(0, runStarted({ train: 1 }), actionStarted('train/mnist-10k/lenet'));
  after(1, actionProgress('train/mnist-10k/lenet', 3, 4));
  t.deepEqual(screen.linesOf('train', NARROW), ['train  0/1', '███░ 3/4 lenet']);
});

test('a thousand running actions take no more rows than the terminal has', (t) => {
  const { screen, after } = createScreen();
  const ids = Array.from({ length: 500 }, (_, index) => index);
  after(
    0,
    runStarted({ a: 500, b: 500 }),
    ...ids.flatMap((id) => [actionStarted(`a/${id}`), actionStarted(`b/${id}`)]),
  );
  for (const rows of [12, 24, 60]) {
    const lines = [
      ...screen.linesOf('a', { rows, columns: 80 }),
      ...screen.linesOf('b', { rows, columns: 80 }),
    ];
    t.true(lines.length <= rows - 5, `${lines.length} lines on ${rows} rows`);
    t.is(lines.filter((line) => line.includes('more running')).length, 2);
  }
});

test('of a batch, the action that reports is shown before the silent ones', (t) => {
  const { screen, after } = createScreen();
  const ids = Array.from({ length: 40 }, (_, index) => `grid/${index}`);
  after(0, runStarted({ grid: 40 }), ...ids.map((id) => actionStarted(id)), actionProgress('grid/39', 1, 2));
  t.regex(screen.linesOf('grid', WIDE)[1] ?? '', / 1\/2 epochs {2}39$/);
});

test('the state of a stage follows its actions', (t) => {
  const { screen, after } = createScreen();
  after(0, runStarted({ a: 2, b: 1, c: 1, d: 1 }));
  t.is(screen.stateOf('a'), 'waiting');
  after(0, actionStarted('a/1'));
  t.is(screen.stateOf('a'), 'running');
  after(0, actionFinished('a/1', 'executed'));
  t.is(screen.stateOf('a'), 'running');
  after(
    0,
    actionFinished('a/2', 'up-to-date'),
    actionFinished('b', 'failed'),
    actionFinished('c', 'skipped'),
  );
  t.deepEqual(
    ['a', 'b', 'c', 'd'].map((stage) => screen.stateOf(stage)),
    ['succeeded', 'failed', 'skipped', 'waiting'],
  );
});

test('a batch shows what its actions share, and how many there are of which axis', (t) => {
  const { screen, after } = createScreen();
  const together = ['attack/lenet/fgsm/0.1', 'attack/lenet/fgsm/0.2'];
  const togetherBy = ['epsilon'];
  after(0, runStarted({ attack: 3 }), { ...actionStarted('attack/lenet/fgsm/0'), together, togetherBy });
  t.regex(screen.linesOf('attack', WIDE)[1] ?? '', / {2}lenet\/fgsm \(3 × epsilon\)$/);
});

test('a wide terminal has a longer bar, and says how long an action has run', (t) => {
  const { screen, after } = createScreen();
  after(0, runStarted({ train: 1 }), actionStarted('train/a'), actionProgress('train/a', 0, 4));
  after(6, actionProgress('train/a', 2, 4, { loss: 0.5 }));
  t.is(
    screen.linesOf('train', { rows: 24, columns: 160 })[1],
    `${'█'.repeat(12)}${'░'.repeat(12)} 2/4 epochs, 6 s left  a  loss 0.5  6 s so far`,
  );
});
