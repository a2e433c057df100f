import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Every program and command of the torture pipeline notes its starts and ends in `../journal` (appended, so that lines of
 * several processes never mix), and says `overlap` when it finds the same action running in another process.
 */
const JOURNAL = `
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const note = (baseDir, line) => appendFileSync(join(baseDir, '..', 'journal'), line + '\\n');

function isRunning(pid) {
  try {
    const stat = readFileSync('/proc/' + pid + '/stat', 'utf8');
    return !/\\) [ZX]/.test(stat);
  } catch {
    return false;
  }
}

export function begin({ baseDir, stage }, axes) {
  const action = [stage, ...Object.values(axes)].join('/');
  const marker = join(baseDir, '..', 'running', action.replaceAll('/', '_'));
  mkdirSync(join(baseDir, '..', 'running'), { recursive: true });
  try {
    writeFileSync(marker, String(process.pid), { flag: 'wx' });
  } catch {
    const other = readFileSync(marker, 'utf8').trim();
    if (other !== '' && other !== String(process.pid) && isRunning(other)) note(baseDir, 'overlap ' + action + ' ' + other + ' ' + process.pid);
    writeFileSync(marker, String(process.pid));
  }
  note(baseDir, 'start ' + action);
  return () => {
    note(baseDir, 'end ' + action);
    rmSync(marker, { force: true });
  };
}
`;

const TRIVIAL = `
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin } from './journal.mjs';
export default async (context) => {
  const end = begin(context, context.axes);
  console.log('trivial', context.axes.n);
  writeFileSync(join(context.outputs.out, 'value'), String(context.seed * context.axes.n));
  end();
};
`;

const WIDE = `
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin } from './journal.mjs';
export default async (context) => {
  const end = begin(context, context.axes);
  mkdirSync(join(context.outputs.many, 'deep', 'er'), { recursive: true });
  mkdirSync(join(context.outputs.many, 'empty'));
  for (let i = 0; i < 40; i++) writeFileSync(join(context.outputs.many, 'deep', 'er', 'file-' + i), 'content ' + i);
  writeFileSync(join(context.outputs.many, 'run.sh'), 'echo hello\\n', { mode: 0o755 });
  const large = Buffer.alloc(700_000);
  for (let i = 0; i < large.length; i++) large[i] = (i * 31 + (i >> 8)) & 255;
  writeFileSync(join(context.outputs.large, 'large.bin'), large);
  end();
};
`;

const CELLS = `
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, pause } from './journal.mjs';
export default async (context) => {
  const { batch, inputs } = context;
  const ends = batch.map((item) => begin(context, item.axes));
  for (const { axes, outputs } of batch) {
    await pause(12);
    writeFileSync(join(outputs.result, 'cell'), readFileSync(join(inputs.base, 'value'), 'utf8') + ' ' + axes.epsilon);
  }
  for (const end of ends) end();
};
`;

/** Forty steps, a checkpoint after every five; what a step gives depends on all steps before it. */
const CLIMB = `
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, note, pause } from './journal.mjs';
export default async (context) => {
  const { checkpoint, outputs, inputs, axes, baseDir } = context;
  const end = begin(context, axes);
  const saved = await checkpoint.load();
  let { step, state } = saved === undefined
    ? { step: 0, state: readFileSync(join(inputs.base, 'value'), 'utf8') + axes.k }
    : JSON.parse(readFileSync(join(saved, 'state.json'), 'utf8'));
  if (saved !== undefined) {
    if (readFileSync(join(saved, 'padding'), 'utf8') !== state.repeat(500)) throw new Error('a checkpoint of two halves');
    note(baseDir, 'resume climb/' + axes.k + ' ' + step);
  }
  while (step < 40) {
    state = createHash('sha256').update(state + step).digest('hex');
    step += 1;
    await pause(8);
    if (step % 5 === 0) {
      await checkpoint.save(async (folder) => {
        writeFileSync(join(folder, 'state.json'), JSON.stringify({ step, state }));
        await pause(1);
        writeFileSync(join(folder, 'padding'), state.repeat(500));
      });
    }
  }
  writeFileSync(join(outputs.top, 'state'), state);
  end();
};
`;

/** Keeps its thread busy: it hears nothing while it computes. */
const GRIND = `
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin } from './journal.mjs';
export default async (context) => {
  const end = begin(context, context.axes);
  const until = performance.now() + 350;
  while (performance.now() < until) createHash('sha256').update('busy').digest();
  writeFileSync(join(context.outputs.out, 'ground'), 'fine');
  end();
};
`;

const GATHER = `
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin } from './journal.mjs';
export default async (context) => {
  const end = begin(context, context.axes);
  const lines = context.inputs.cells.map(({ path, axes }) => JSON.stringify(axes) + readFileSync(join(path, 'cell'), 'utf8'));
  const tops = context.inputs.tops.map(({ path }) => readFileSync(join(path, 'state'), 'utf8'));
  writeFileSync(join(context.outputs.table, 'table'), [...lines, ...tops].join('\\n'));
  end();
};
`;

/** As begin() and end() of the programs, for shell commands. */
const MARK = `
what=$1 action=$2 pid=$3
marker=../running/$(printf %s "$action" | tr / _)
mkdir -p ../running
if [ "$what" = begin ]; then
  if [ -e "$marker" ]; then
    other=$(cat "$marker")
    if [ -n "$other" ] && [ "$other" != "$pid" ] && grep -qv ') [ZX]' "/proc/$other/stat" 2>/dev/null; then
      echo "overlap $action $other $pid" >> ../journal
    fi
  fi
  printf %s "$pid" > "$marker"
  echo "start $action" >> ../journal
else
  echo "end $action" >> ../journal
  rm -f "$marker"
fi
`;

const COMMAND = [
  'sh mark.sh begin "count/${axis.n}" $$',
  'for i in 1 2 3 4; do cat ${input.base}/value >> ${output.sum}/sum; sleep 0.02; done',
  'sh mark.sh end "count/${axis.n}" $$',
].join('; ');

const LAST = [
  'sh mark.sh begin last $$',
  'cat ${input.table}/table ${input.sums}/sum > ${output.all}/all',
  'wc -c < ${input.large}/large.bin >> ${output.all}/all',
  'sh mark.sh end last $$',
].join('; ');

const STAGES = {
  trivial: { program: 'trivial.mjs', axes: { n: [1, 2, 3] }, outputs: ['out'] },
  wide: { program: 'wide.mjs', outputs: ['many', 'large'] },
  cells: {
    program: 'cells.mjs',
    axes: { n: [1, 2], epsilon: [0.1, 0.2, 0.3, 0.4, 0.5] },
    batch: ['epsilon'],
    inputs: { base: 'trivial/out' },
    outputs: ['result'],
  },
  climb: {
    program: 'climb.mjs',
    axes: { k: [1, 2] },
    inputs: { base: { from: 'trivial/out', where: { n: 3 } } },
    outputs: ['top'],
    retries: 1,
  },
  grind: { program: 'grind.mjs', outputs: ['out'] },
  count: {
    command: COMMAND,
    axes: { n: [1, 2] },
    inputs: { base: 'trivial/out' },
    outputs: ['sum'],
    files: ['mark.sh'],
  },
  gather: {
    program: 'gather.mjs',
    inputs: { cells: 'cells/result', tops: 'climb/top' },
    outputs: ['table'],
  },
  last: {
    command: LAST,
    inputs: {
      table: 'gather/table',
      sums: { from: 'count/sum', where: { n: 2 } },
      large: 'wide/large',
    },
    outputs: ['all'],
    files: ['mark.sh'],
  },
};

/**
 * Writes a pipeline with every kind of action: trivial, with many files, batched, checkpointing, deaf to messages, gathering, and
 * commands. All are deterministic and take about two seconds together.
 */
export async function writeTorturePipeline(folder: string, more: object = {}): Promise<void> {
  const files: Record<string, string> = {
    'journal.mjs': JOURNAL,
    'trivial.mjs': TRIVIAL,
    'wide.mjs': WIDE,
    'cells.mjs': CELLS,
    'climb.mjs': CLIMB,
    'grind.mjs': GRIND,
    'gather.mjs': GATHER,
    'mark.sh': MARK,
    'pipeline.json': JSON.stringify({ formatVersion: 1, name: 'torture', seed: 7, stages: STAGES, ...more }),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
