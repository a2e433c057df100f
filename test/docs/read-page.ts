import { readFile } from 'node:fs/promises';

/** What a page tells its reader to do: a file, and a line of pipeline.json. */
export interface Page {
  readonly path: string;
  readonly code: string;
  readonly line: string;
}

/** Takes the first block of TypeScript, whose first line names the file, and the first of JSON. */
export async function readPage(name: string): Promise<Page> {
  const text = await readFile(`docs/${name}`, 'utf8');
  const block = (language: string): string => {
    const found = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(text)?.[1];
    if (found === undefined) throw new Error(`${name} has no block of ${language}`);
    return found;
  };
  const code = block('ts');
  const path = /^\/\/ (\S+)\n/.exec(code)?.[1];
  if (path === undefined) throw new Error(`${name}: the first line of its code names no file`);
  return { path, code, line: block('json') };
}
