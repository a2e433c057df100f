/** Exit codes of the command. Scripts rely on them. */
export const EXIT_DONE = 0;
/** An action failed, or a check found differences. */
export const EXIT_FAILED = 1;
/** The request or pipeline.json is wrong. */
export const EXIT_WRONG_REQUEST = 2;
export const EXIT_INTERRUPTED = 130;

export type ExitCode = 0 | 1 | 2 | 130;
