export const protocols = ['study', 'rigorous'] as const;
export type Protocol = (typeof protocols)[number];

/** What run.ts asks of either side, one JSON object a line; networks and images lie in `folder`. */
export type BenchRequest = { readonly folder: string; readonly repeats: number } & BenchTask;

export type BenchTask = { readonly network: string; readonly channels: number } & (
  | { readonly do: 'logits' }
  | { readonly do: 'train'; readonly batch: number }
  | {
      readonly do: 'grid';
      readonly library: 'ours' | 'torchattacks' | 'foolbox';
      readonly attack: BenchAttack;
      readonly epsilons: readonly number[];
      readonly images: number;
      /** An image that was fooled once is done. */
      readonly dropFooled: boolean;
    }
);

export interface BenchAttack {
  readonly name: string;
  readonly alpha?: number;
  readonly steps?: number;
  /** α = this · ε / steps. */
  readonly relativeAlpha?: number;
  readonly restarts?: number;
  readonly randomStart?: boolean;
}

export interface Times {
  readonly wallMs: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
}

export interface BenchAnswer {
  readonly times: readonly Times[];
  /** Logits, or the accuracy for each ε. */
  readonly value: unknown;
}
