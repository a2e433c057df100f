import test from 'ava';
import { html, trustMarkup } from '../../runner/src/formats/html.ts';
import { pickEpsilons } from '../../src/report/gallery/load-strips.ts';
import { parseHistory } from '../../src/report/parse-history.ts';
import { formatDifference } from '../../src/results/format-numbers.ts';

test('what is put into HTML is escaped, in text and in attributes; markup is not', (t) => {
  t.is(html`<b title="${'"><i>'}">${`<&'`}</b>`.text, '<b title="&quot;&gt;&lt;i&gt;">&lt;&amp;&#39;</b>');
  t.is(
    html`${html`<i/>`}${trustMarkup('<br/>')}${[1, 'a', html`<u/>`]}${false}${undefined}`.text,
    '<i/><br/>1a<u/>',
  );
});

test('differences carry their sign', (t) => {
  t.is(formatDifference({ value: 0.0214, low: -0.004, high: 0.0466 }), '+0.021 [−0.004, +0.047]');
});

test('a history is read by the names of its columns', (t) => {
  const csv =
    'best,epoch,validationAccuracy,trainAccuracy,kl,trainLoss,validationLoss\n0,1,0.5,0.6,3,1.5,2\n1,2,0.7,0.8,2,1,1\n';
  t.deepEqual(parseHistory(csv, 'train/lenet'), [
    {
      epoch: 1,
      trainLoss: 1.5,
      trainAccuracy: 0.6,
      validationLoss: 2,
      validationAccuracy: 0.5,
      kl: 3,
      best: false,
    },
    {
      epoch: 2,
      trainLoss: 1,
      trainAccuracy: 0.8,
      validationLoss: 1,
      validationAccuracy: 0.7,
      kl: 2,
      best: true,
    },
  ]);
});

test('a broken history is refused by file, line and column', (t) => {
  const error = t.throws(() => parseHistory('epoch,trainLoss\n1,x\n', 'train/lenet'));
  t.like(error, { code: 'REPORT_INPUT' });
  t.regex(error.message, /train\/lenet\/history\.csv:2.*"trainLoss"/);
});

test('the gallery shows few epsilons, always the smallest and the largest', (t) => {
  t.deepEqual(
    pickEpsilons([0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5]),
    [0, 0.05, 0.1, 0.2, 0.3, 0.5],
  );
  t.deepEqual(pickEpsilons([0.3, 0, 0.3]), [0, 0.3]);
});
