import type { LogWriter } from './log-writer.ts';

type Write = typeof process.stdout.write;

/**
 * Sends what the stage prints (console.log, process.stdout) to its log until the returned function is called.
 * What native libraries print to the file descriptors directly reaches the log through the runner's pipes.
 */
export function captureStreams(log: LogWriter): () => void {
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write);
  const write = ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    log.write(chunk);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') process.nextTick(callback as () => void);
    return true;
  }) as Write;
  for (const stream of streams) stream.write = write;
  return () => {
    for (const [index, stream] of streams.entries()) stream.write = originals[index] as Write;
  };
}
