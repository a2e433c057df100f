import { inspect } from 'node:util';
import type { StageProgram } from '../../stage-api/context.ts';
import { bundleUrl, installBundleLoader } from './bundle-loader.ts';
import { captureStreams } from './capture-streams.ts';
import { LogWriter } from './log-writer.ts';
import { createContext } from './worker-context.ts';
import type { FromWorker, RunRequest, StageFailure, ToWorker } from './worker-protocol.ts';

/**
 * Entry of a worker process: runs one action (or batch) at a time and reports over IPC. It ends when its runner does: a closed
 * channel ends it, so that it never runs beside the next run.
 */
function startWorker(): void {
  if (process.send === undefined)
    throw new Error('The worker is started by the pipeline command, not by hand.');
  installBundleLoader();
  let abort = new AbortController();
  process.on('disconnect', () => process.exit(1));
  process.on('message', (message: ToWorker) => {
    if (message.type === 'abort') {
      abort.abort(new Error('interrupted'));
      return;
    }
    abort = new AbortController();
    void runRequest(message, abort.signal);
  });
}

async function runRequest(request: RunRequest, signal: AbortSignal): Promise<void> {
  const log = new LogWriter(request.logPath);
  const releaseStreams = captureStreams(log);
  let reply: FromWorker;
  let watchesSignal = false;
  try {
    const program = await importProgram(request);
    const context = createContext(request, {
      log,
      send,
      signal,
      loadModule: (name) => loadInputModule(request, name),
      onSignalRead: () => (watchesSignal = true),
    });
    await program(context);
    // A stage that looks at the signal may have returned early with half its outputs. That is no result.
    reply =
      signal.aborted && watchesSignal
        ? { type: 'interrupted' }
        : { type: 'finished', peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024) };
  } catch (error) {
    const failure = describeFailure(error);
    if (!signal.aborted) log.write(`${failure.stack ?? `${failure.code}: ${failure.message}`}\n`);
    reply = signal.aborted ? { type: 'interrupted' } : { type: 'failed', error: failure };
  } finally {
    releaseStreams();
    log.close();
  }
  send(reply);
}

/** By URL. Node keeps modules too, but on Node 20 it asks the loader's thread for each import. */
const modules = new Map<string, { default?: unknown }>();

async function importProgram(request: RunRequest): Promise<StageProgram<unknown, never>> {
  const module = await importBundle(request.programUrl, request.bundlePath);
  if (typeof module.default !== 'function') {
    throw Object.assign(
      new Error(`The program of stage '${request.stage}' has no default export made with defineStage(…).`),
      {
        code: 'PROGRAM_INVALID',
        hint: 'End the file with: export default defineStage(async ({ params, outputs }) => { … })',
      },
    );
  }
  return module.default as StageProgram<unknown, never>;
}

async function importBundle(sourceUrl: string, bundlePath: string): Promise<{ default?: unknown }> {
  const url = bundleUrl(sourceUrl, bundlePath);
  const module = modules.get(url) ?? ((await import(url)) as { default?: unknown });
  modules.set(url, module);
  return module;
}

/** The default export of a module that the action's params name. */
async function loadInputModule({ modules: named, stage }: RunRequest, name: string): Promise<unknown> {
  const found = Object.hasOwn(named, name) ? named[name] : undefined;
  if (found === undefined) {
    throw Object.assign(
      new Error(`No param of stage '${stage}' that names a module has the value '${name}'.`),
      {
        code: 'MODULE_UNKNOWN',
        hint: 'Mark the param with "inputModule": true in the schema of the stage\'s params.',
      },
    );
  }
  return (await importBundle(found.url, found.bundlePath)).default;
}

/** An error with a code of the stage's own is a message to the user. Anything else is a fault, and its stack goes to the log. */
function describeFailure(error: unknown): StageFailure {
  if (!(error instanceof Error)) return { code: 'ACTION_FAILED', message: `It threw ${inspect(error)}.` };
  const { code, hint } = error as { code?: unknown; hint?: unknown };
  const isStagesOwn = typeof code === 'string' && !code.startsWith('ERR_') && !('errno' in error);
  return {
    code: typeof code === 'string' ? code : 'ACTION_FAILED',
    message: error.message,
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(isStagesOwn ? {} : { stack: withCauses(error) }),
  };
}

function withCauses(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by: ${withCauses(error.cause)}` : own;
}

function send(message: FromWorker): void {
  process.send?.(message);
}

startWorker();
