import type { Digest } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';

export interface RemoteFile {
  readonly digest: Digest;
  /** Undefined: not known. */
  readonly size?: number;
}

/**
 * Another cache: a folder or a server. It is not trusted: what it gives is checked by whoever takes it. Each method
 * throws RemoteError when the remote fails, StoreIoError when this side does.
 */
export interface Remote {
  /** How the user calls it. */
  readonly name: string;
  hasRecord(key: Digest): Promise<boolean>;
  /** The text of a record; undefined where there is none. */
  readRecord(key: Digest): Promise<string | undefined>;
  /** Writes a record, last of all. @param needs the blobs that it needs */
  writeRecord(key: Digest, text: string, needs: readonly RemoteFile[]): Promise<void>;
  hasBlob(file: RemoteFile): Promise<boolean>;
  /** Copies a blob to a new file of ours, however false it may be. @returns false where there is none */
  readBlob(file: RemoteFile, target: string): Promise<boolean>;
  /** Copies a file there, whose content was checked. */
  writeBlob(file: RemoteFile, source: string): Promise<void>;
  close(): void;
}

/** The other side cannot be reached, answers with an error, or gives what is not as it was written. */
export class RemoteError extends PipelineError {
  constructor(code: 'REMOTE_FAILED' | 'REMOTE_DAMAGED', message: string, cause?: unknown) {
    super(code, message, { cause, hint: 'The local cache is as it was; what was copied before is kept.' });
  }
}
