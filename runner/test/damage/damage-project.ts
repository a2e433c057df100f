import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyCache } from '../../src/execute/index.ts';
import type { CacheVerification } from '../../src/execute/upkeep/inspect-cache.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { Project, type RunReport } from '../execute/project.ts';
import { readFiles } from '../store/store-rig.ts';

/** Every kind of content: executable, empty, large, shared with another action; empty folders; commands, batches, gathers. */
const MAKE = `mkdir -p $OUT/deep/er $OUT/void && printf same > $OUT/deep/er/shared && printf '#!/bin/sh' > $OUT/run &&
chmod 755 $OUT/run && : > $OUT/empty && seq 60000 > $OUT/large && echo made > \${output.notes}/note`;

const STAGES = {
  make: { command: MAKE.replaceAll('$OUT', '${output.out}'), outputs: ['out', 'notes'], files: ['source'] },
  copy: {
    command: 'cp ${input.from}/deep/er/shared ${output.out}/ && echo ${axis.n} > ${output.out}/own',
    axes: { n: [1, 2] },
    inputs: { from: 'make/out' },
    outputs: ['out'],
  },
  cell: {
    program: 'cell.mjs',
    axes: { e: [0, 0.5] },
    batch: ['e'],
    inputs: { all: 'copy/out' },
    params: { e: '${axis.e}' },
    outputs: ['cell'],
  },
};

const OUTPUTS = ['make/out', 'make/notes', 'copy/1/out', 'copy/2/out', 'cell/0/cell', 'cell/0.5/cell'];

/** Saves checkpoints, says something, and fails: what it leaves stays in the cache. */
const UNFINISHED = {
  unfinished: { program: 'unfinished.mjs', axes: { n: [1, 2] }, outputs: ['out'] },
};

const CELL = `import { writeFileSync } from 'node:fs';
export default async ({ batch, inputs }) => {
  for (const { params, outputs } of batch) writeFileSync(outputs.cell + '/cell', 'e ' + params.e + ' of ' + inputs.all.length);
};`;
const UNFINISHED_PROGRAM = `import { writeFileSync } from 'node:fs';
export default async ({ checkpoint, log }) => {
  for (const n of [1, 2]) await checkpoint.save(async (folder) => writeFileSync(folder + '/state', 'epoch ' + n));
  log.info('about to fail');
  throw new Error('unfinished');
};`;

/** A finished pipeline to damage, kept from case to case: each case has to leave it sound. */
export class DamageProject {
  readonly project: Project;
  #wanted: Readonly<Record<string, string>> = {};

  constructor(folder: string) {
    this.project = new Project(folder);
  }

  static async create(): Promise<DamageProject> {
    const created = new DamageProject(await mkdtemp(join(tmpdir(), 'damage-')));
    const { project } = created;
    // Outside of cache and artifacts: what a planted link may point to.
    await project.write('outside/secret', 'secret');
    await project.write('source', 'source');
    await project.write('cell.mjs', CELL);
    await project.write('unfinished.mjs', UNFINISHED_PROGRAM);
    await project.writePipeline({ ...STAGES, ...UNFINISHED });
    await project.run({ keepGoing: true });
    await project.writePipeline(STAGES);
    await created.plantLeftovers();
    const first = await created.run();
    if (!first.summary.ok) throw new Error('The undamaged pipeline does not run.');
    created.#wanted = created.artifacts();
    return created;
  }

  /** Leaves what a killed process leaves: a scratch folder and a mutex whose owner is dead. */
  async plantLeftovers(): Promise<void> {
    const owner = JSON.stringify({
      host: 'h',
      bootId: 'b',
      machineId: '',
      pidNamespace: 'n',
      pid: 1,
      processStart: '',
    });
    const mutexes = this.project.path('cache/tmp/mutexes');
    const scratch = this.project.path('cache/tmp/owner-1-dead');
    for (const path of [scratch, join(mutexes, 'left.mutex')])
      await rm(path, { recursive: true, force: true });
    for (const folder of [mutexes, scratch]) await mkdir(folder, { recursive: true }).catch(() => undefined);
    await writeFile(join(scratch, 'owner.json'), owner).catch(() => undefined);
    await writeFile(join(scratch, 'elsewhere'), `${this.project.path('outside/secret')}\n`).catch(
      () => undefined,
    );
    await writeFile(join(mutexes, 'left.mutex'), owner).catch(() => undefined);
  }

  run(): Promise<RunReport> {
    return this.project.run({ keepGoing: true });
  }

  async verify(repair = false): Promise<CacheVerification> {
    return verifyCache(await loadPipeline({ baseDir: this.project.folder }), { repair });
  }

  /** Path → content of the outputs of the pipeline's actions. */
  artifacts(): Record<string, string> {
    return Object.fromEntries(
      OUTPUTS.flatMap((output) => {
        const folder = this.project.path('artifacts', output);
        const files = existsSync(folder) ? Object.entries(readFiles(folder)) : [];
        return files.map(([path, content]) => [`${output}/${path}`, content]);
      }),
    );
  }

  /** Names of artifacts that are not, byte for byte, those of the undamaged run. */
  wrongArtifacts(): string[] {
    const found = this.artifacts();
    const names = new Set([...Object.keys(found), ...Object.keys(this.#wanted)]);
    return [...names].filter((name) => found[name] !== this.#wanted[name]);
  }

  /** Gives folders back the rights that a case took. */
  openFolders(folder = this.project.folder): void {
    chmodSync(folder, 0o755);
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isDirectory()) this.openFolders(join(folder, entry.name));
  }

  async remove(): Promise<void> {
    this.openFolders();
    await rm(this.project.folder, { recursive: true, force: true });
  }
}
