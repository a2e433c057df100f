import { spawn } from 'node:child_process';

export interface CommandResult {
  /** Exit code; undefined when the command could not be started. */
  readonly code: number | undefined;
  /** Name of the signal that ended it, if one did. */
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program without a shell and collects its output. Never throws: the result of a missing program has no exit
 * code.
 */
export function runCommand(
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<CommandResult> {
  const [program, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.on('error', (error) =>
      resolve({ code: undefined, signal: undefined, stdout: '', stderr: error.message }),
    );
    child.on('close', (code, signal) =>
      resolve({ code: code ?? (signal ? 1 : undefined), signal: signal ?? undefined, ...output }),
    );
  });
}

/** The last lines of a command's output, for an error message. */
export function lastLines({ stdout, stderr }: CommandResult, count = 8): string {
  const text = stderr.trim() || stdout.trim();
  return text.split('\n').slice(-count).join('\n');
}
