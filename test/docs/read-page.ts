import { readFile } from 'node:fs/promises';

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly code: string;
  /** The text of the page before it, back to the last block. */
  readonly before: string;
}

/** @param page its path below docs/ */
export async function listBlocks(page: string): Promise<Block[]> {
  const text = await readFile(`docs/${page}`, 'utf8');
  let end = 0;
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((found) => {
    const [whole, language = '', code = ''] = found;
    const before = text.slice(end, found.index);
    end = found.index + whole.length;
    return { language, code, before };
  });
}

/** What a page tells its reader to do: a file, and a line of pipeline.json. */
export interface Page {
  readonly path: string;
  readonly code: string;
  readonly line: string;
}

/** Takes the first block of TypeScript, whose first line names the file, and the first of JSON. */
export async function readPage(page: string): Promise<Page> {
  const blocks = await listBlocks(page);
  const first = (wanted: string): string => {
    const found = blocks.find(({ language }) => language === wanted);
    if (found === undefined) throw new Error(`${page} has no block of ${wanted}`);
    return found.code;
  };
  const text = first('ts');
  const path = /^\/\/ (\S+)\n/.exec(text)?.[1];
  if (path === undefined) throw new Error(`${page}: the first line of its code names no file`);
  return { path, code: text.slice(text.indexOf('\n') + 1), line: first('json') };
}
