import type { LayerRow } from './layers.ts';
import type { NetworkName } from './model.ts';

/** What defines a network: its table of layers, its activation, and whether its weights are distributions. */
export interface Architecture {
  readonly bayesian: boolean;
  readonly activation: 'relu' | 'softplus';
  /** The frequentist network that it is the twin of; a frequentist network names itself. */
  readonly twin?: string;
  readonly rows: readonly LayerRow[];
}

/** A convolution with square filters, and with `pad` rows and columns of zeros around the image. */
export const conv = (outputs: number, kernel: number, { stride = 1, pad = 0 } = {}): LayerRow => ({
  kind: 'conv',
  outputs,
  kernel,
  stride,
  pad,
});
/** A fully connected layer. The first one flattens the feature map. */
export const dense = (outputs: number): LayerRow => ({ kind: 'dense', outputs });
/** Max-pooling. */
export const pool = (size: number, stride: number): LayerRow => ({ kind: 'maxPool', size, stride });
/** The network's activation. */
export const act: LayerRow = { kind: 'activation' };
/** Drops half of the activations, in training only. */
export const dropout: LayerRow = { kind: 'dropout', rate: 0.5 };

const LENET: readonly LayerRow[] = [
  ...[conv(6, 5), act, pool(2, 2)], // 32 → 28 → 14
  ...[conv(16, 5), act, pool(2, 2)], // 14 → 10 → 5
  ...[dense(120), act, dense(84), act, dense(10)],
];

const ALEXNET: readonly LayerRow[] = [
  ...[conv(64, 11, { stride: 4, pad: 5 }), act, dropout, pool(2, 2)], // 32 → 8 → 4
  ...[conv(192, 5, { pad: 2 }), act, pool(2, 2)], // 4 → 2
  ...[conv(384, 3, { pad: 1 }), act, dropout],
  ...[conv(256, 3, { pad: 1 }), act],
  ...[conv(256, 3, { pad: 1 }), act, dropout, pool(2, 2)], // 2 → 1
  dense(10),
];

/** The published B-AlexNet has half the channels in its last convolution, and no dropout. */
const BALEXNET: readonly LayerRow[] = [
  ...[conv(64, 11, { stride: 4, pad: 5 }), act, pool(2, 2)],
  ...[conv(192, 5, { pad: 2 }), act, pool(2, 2)],
  ...[conv(384, 3, { pad: 1 }), act],
  ...[conv(256, 3, { pad: 1 }), act],
  ...[conv(128, 3, { pad: 1 }), act, pool(2, 2)],
  dense(10),
];

/** 3Conv3FC. */
const SIMPLECNN: readonly LayerRow[] = [
  ...[conv(32, 5, { pad: 2 }), act, pool(3, 2)], // 32 → 15
  ...[conv(64, 5, { pad: 2 }), act, pool(3, 2)], // 15 → 7
  ...[conv(128, 5, { pad: 1 }), act, pool(3, 2)], // 7 → 5 → 2
  ...[dense(1000), act, dense(1000), act, dense(10)],
];

/** The six networks of the study. */
export const ARCHITECTURES: Readonly<Record<NetworkName, Architecture>> = {
  lenet: { bayesian: false, activation: 'relu', twin: 'lenet', rows: LENET },
  alexnet: { bayesian: false, activation: 'relu', twin: 'alexnet', rows: ALEXNET },
  simplecnn: { bayesian: false, activation: 'softplus', twin: 'simplecnn', rows: SIMPLECNN },
  blenet: { bayesian: true, activation: 'softplus', twin: 'lenet', rows: LENET },
  balexnet: { bayesian: true, activation: 'softplus', twin: 'alexnet', rows: BALEXNET },
  bsimplecnn: { bayesian: true, activation: 'softplus', twin: 'simplecnn', rows: SIMPLECNN },
};

/** What a network's module declares: its rows; all else has a default. */
type NetworkDefinition = Pick<Architecture, 'rows'> & Partial<Architecture>;

/**
 * Declares a network: the default export of a module that an axis value of `model` names.
 * @param network not Bayesian unless it says so; its activation is relu by default, or softplus where it is Bayesian
 */
export function defineNetwork(network: NetworkDefinition): NetworkDefinition {
  return network;
}
