import test from 'ava';
import { learningRateAt } from '../../src/training/learning-rate.ts';

test('plateau: the rate that validation has left', (t) => {
  t.is(learningRateAt('plateau', 0.003, { batch: 7, batches: 10, epoch: 3, epochs: 4 }), 0.003);
});

test('cosine: falls from the start through a half to nothing, as torch.optim.lr_scheduler.CosineAnnealingLR', (t) => {
  const rates = Array.from({ length: 8 }, (_, step) =>
    learningRateAt('cosine', 0.1, { batch: step % 2, batches: 2, epoch: Math.floor(step / 2), epochs: 4 }),
  );
  // PyTorch 2.15, T_max = 8, lr = 0.1.
  const torch = [
    0.1, 0.0961939766, 0.0853553391, 0.0691341716, 0.05, 0.0308658284, 0.0146446609, 0.0038060234,
  ];
  rates.forEach((rate, step) => {
    t.true(Math.abs(rate - torch[step]!) < 1e-9);
  });
});
