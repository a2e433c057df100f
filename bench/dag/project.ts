import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Dag, listItems, type Tool } from './tool.ts';

/** Half of it is what a killed slow copy leaves. */
const INPUT_BYTES = 1024;
const TICK_MS = 20;

/** A folder with the graph as one tool takes it. */
export class Project {
  readonly folder: string;
  readonly tool: Tool;
  readonly dag: Dag;
  readonly #inputs: Buffer[] = [];

  constructor(folder: string, tool: Tool, dag: Dag) {
    this.folder = folder;
    this.tool = tool;
    this.dag = dag;
  }

  path(relative: string): string {
    return join(this.folder, relative);
  }

  /** Makes the folder anew: nothing built, nothing cached. */
  reset(): void {
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    for (const item of listItems(this.dag)) this.writeInput(item, 'first');
    this.tool.write(this.folder, this.dag);
  }

  /** @param variant another one gives other bytes */
  writeInput(item: number, variant: string): void {
    const path = this.path(this.tool.input(item));
    mkdirSync(dirname(path), { recursive: true });
    this.#inputs[item] = makeBytes(`${variant} ${item}`);
    writeFileSync(path, this.#inputs[item]);
  }

  /** Gives every input a new date and the same bytes. */
  touchInputs(): void {
    // The kernel dates files by its last tick: an input dated by the precise clock could be newer than what is made of it.
    const justNow = new Date(Date.now() - TICK_MS);
    for (const item of listItems(this.dag)) utimesSync(this.path(this.tool.input(item)), justNow, justNow);
  }

  get outputs(): string[] {
    return [...listItems(this.dag).map(this.tool.output), this.tool.joined].map((path) => this.path(path));
  }

  bytesOf(item: number): Buffer {
    const bytes = this.#inputs[item];
    if (bytes === undefined) throw new Error(`Item ${item} has no input yet.`);
    return bytes;
  }

  /** Outputs that are not what the inputs say, by path. */
  findWrongOutputs(): string[] {
    const wanted = listItems(this.dag).map((item) => this.bytesOf(item));
    const isRight = (path: string, bytes: Buffer): boolean => {
      try {
        return readFileSync(path).equals(bytes);
      } catch {
        return false;
      }
    };
    return this.outputs.filter((path, index) => !isRight(path, wanted[index] ?? Buffer.concat(wanted)));
  }

  /** How the outputs look to lstat, to count those written since. */
  stampOutputs(): ReadonlyMap<string, string> {
    return new Map(this.outputs.map((path) => [path, stampOf(path)]));
  }

  countWritten(before: ReadonlyMap<string, string>): number {
    return this.outputs.filter((path) => before.get(path) !== stampOf(path)).length;
  }
}

function stampOf(path: string): string {
  const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino} ${stat.mtimeNs} ${stat.ctimeNs}`;
}

/** The same bytes for the same text; random enough that no compression of a cache hides them. */
function makeBytes(text: string): Buffer {
  const blocks: Buffer[] = [];
  for (let block = 0; block * 32 < INPUT_BYTES; block++)
    blocks.push(createHash('sha256').update(`${text} ${block}`).digest());
  return Buffer.concat(blocks);
}
