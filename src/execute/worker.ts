import { installBundleLoader } from './bundle-loader.ts';
import { captureStreams } from './capture-streams.ts';
import { describeFailure } from './describe-failure.ts';
import { importProgram, loadInputModule } from './load-program.ts';
import { LogWriter } from './log-writer.ts';
import { joinTeam, type LedTeam, leadTeam } from './team.ts';
import type { TeamEnd } from './team-channel.ts';
import { createContext, createMemberContext, type FormTeam } from './worker-context.ts';
import type { FromWorker, JoinRequest, RunRequest, TeamMessage, ToWorker } from './worker-protocol.ts';

/**
 * Entry of a worker process: runs one action (or batch) at a time and reports over IPC. It dies with its runner:
 * a lost channel ends it, so that an orphan never races the next run.
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
    } else if (message.type === 'run') {
      abort = new AbortController();
      void runRequest(message, abort.signal);
    } else if (message.type === 'join') {
      void runAsMember(message);
    }
  });
}

async function runRequest(request: RunRequest, signal: AbortSignal): Promise<void> {
  const log = new LogWriter(request.logPath);
  const releaseStreams = captureStreams(log);
  let reply: FromWorker;
  let watchesSignal = false;
  let team: LedTeam | undefined;
  const formTeam: FormTeam = (size, checkpoint) => {
    if (team !== undefined) throw new TypeError('formTeam was called twice for an action.');
    team = leadTeam(size, {
      entry: process.argv[1]!,
      execArgv: process.execArgv,
      greeting: (rank): JoinRequest => ({ type: 'join', run: request, rank, size, checkpoint }),
    });
    return team;
  };
  try {
    const program = await importProgram(request);
    const context = createContext(request, {
      log,
      send,
      signal,
      loadModule: (name) => loadInputModule(request, name),
      onSignalRead: () => (watchesSignal = true),
      formTeam,
    });
    await program(context);
    // A stage that knows of the signal may have returned early with half its outputs: that is no result.
    reply =
      signal.aborted && watchesSignal
        ? { type: 'interrupted' }
        : { type: 'finished', peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024) };
  } catch (error) {
    const failure = describeFailure(error);
    if (!signal.aborted) log.write(`${failure.stack ?? `${failure.code}: ${failure.message}`}\n`);
    reply = signal.aborted ? { type: 'interrupted' } : { type: 'failed', error: failure };
  } finally {
    await team?.dismiss();
    releaseStreams();
    log.close();
  }
  send(reply);
}

/** Runs the program as a further member of a team; the first one hears of a failure, and ends this process when it is done. */
async function runAsMember({ run, rank, size, checkpoint }: JoinRequest): Promise<void> {
  // Before anything else: the first member may be ahead, and what it sends must be kept.
  const team = joinTeam(rank, size, process as TeamEnd);
  try {
    const program = await importProgram(run);
    const loadModule = (name: string): Promise<unknown> => loadInputModule(run, name);
    await program(createMemberContext(run, { checkpoint, team, loadModule }));
  } catch (error) {
    const failure = describeFailure(error);
    console.error(failure.stack ?? `${failure.code}: ${failure.message}`);
    process.send?.({ type: 'failed', error: failure } satisfies TeamMessage);
  }
}

function send(message: FromWorker): void {
  process.send?.(message);
}

startWorker();
