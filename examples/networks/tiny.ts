import { act, conv, defineNetwork, dense, pool } from 'robust-pipeline/study';

export default defineNetwork({
  bayesian: true,
  rows: [conv(4, 5, { stride: 2 }), act, pool(2, 2), dense(16), act, dense(10)],
});
