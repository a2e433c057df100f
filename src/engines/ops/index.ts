export { addConstant } from './add-constant.ts';
export { biasAdd } from './bias-add.ts';
export { conv2d } from './conv2d.ts';
export { dense } from './dense.ts';
export { logSoftmax } from './log-softmax.ts';
export { maxPool } from './max-pool.ts';
export { meanCrossEntropy } from './mean-cross-entropy.ts';
export { oneHot } from './one-hot.ts';
export {
  randomNormal,
  randomNormalRows,
  randomUniform,
  randomUniformRows,
} from './random.ts';
export { relu } from './relu.ts';
export { softplus } from './softplus.ts';
export { sqrtGradient } from './sqrt-gradient.ts';
export { square } from './square.ts';
export { sumAll } from './sum-all.ts';
