import type { ActionId } from '../pipeline/model.ts';

/** What became of an action in a run. Scripts read these words from `--reporter json`. */
export type Outcome = 'executed' | 'restored' | 'up-to-date' | 'failed' | 'skipped';

/** Everything a run reports. Renderers in progress/ are the only place that turns events into text. */
export type RunEvent =
  | {
      readonly type: 'run-started';
      readonly stages: readonly { readonly name: string; readonly actions: number }[];
      readonly jobs: number;
      readonly profile: string;
    }
  | {
      readonly type: 'action-started';
      readonly action: ActionId;
      readonly stage: string;
      readonly reason: string;
      /** Further actions of the batch that run in the same process. They get no start of their own. */
      readonly together?: readonly ActionId[];
      /** The axes in which the actions of the batch differ. */
      readonly togetherBy?: readonly string[];
    }
  | {
      readonly type: 'action-progress';
      readonly action: ActionId;
      readonly stage: string;
      readonly done: number;
      readonly total: number;
      readonly unit: string;
      readonly metrics: Readonly<Record<string, number>>;
    }
  | {
      readonly type: 'action-retried';
      readonly action: ActionId;
      readonly stage: string;
      readonly attempt: number;
      readonly message: string;
    }
  | {
      readonly type: 'action-finished';
      readonly action: ActionId;
      readonly stage: string;
      readonly outcome: Outcome;
      /** Why it ran, or why it did not. */
      readonly reason: string;
      readonly durationMs: number;
      /** For a failed action: its error, and the last lines of its log. */
      readonly error?: {
        readonly code: string;
        readonly message: string;
        readonly hint?: string;
        readonly logTail: readonly string[];
        readonly logPath?: string;
      };
    }
  | { readonly type: 'notice'; readonly message: string }
  | {
      readonly type: 'run-finished';
      readonly ok: boolean;
      readonly interrupted: boolean;
      readonly executed: number;
      readonly restored: number;
      readonly upToDate: number;
      readonly failed: number;
      readonly skipped: number;
      readonly durationMs: number;
      /** What actions say about their results, in the order of the graph. Absent when none says anything. */
      readonly summaries?: readonly ActionSummary[];
    };

/** What an action says about its result, from the file that its stage's `summary` names. All texts are safe to show. */
export interface ActionSummary {
  readonly action: ActionId;
  readonly headline?: string;
  readonly lines: readonly string[];
  /** The file to open, relative to the pipeline's folder. */
  readonly page?: string;
}

/** How a run ended: its last event. */
export type RunSummary = Extract<RunEvent, { type: 'run-finished' }>;

export type EventSink = (event: RunEvent) => void;
