import { resolve } from 'node:path';
import { FolderRemote } from './folder-remote.ts';
import { HttpRemote } from './http-remote.ts';
import type { Remote } from './remote.ts';

/**
 * Opens the cache at a place: `http://` and `https://` speak Bazel's remote cache protocol, anything else is a folder.
 * Another kind of remote is another file beside these and a line here.
 * @param baseDir what a relative folder is relative to
 * @throws RemoteError when there is no such folder
 */
export function openRemote(place: string, baseDir: string): Remote {
  if (/^https?:\/\//i.test(place)) return new HttpRemote(place);
  return new FolderRemote(place, resolve(baseDir, place));
}
