import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './errorCode';
import { explainFileError } from './FileFault';
import type { Message } from './Message';
import { fileMessages } from './messages';

/** Why a path can't be written. */
export interface NotWritable {
  readonly text: Message;
  /** Is the reason that the path, or the folder that it is to be created in, does not exist? */
  readonly isMissing: boolean;
}

/**
 * Finds out, without writing, why this process can't write to a path; null when it can.
 * @param kind `file`: may be created in an existing folder; `folder`: may be created with all folders above it;
 *   `existing`: a file that must exist already
 */
export async function whyNotWritable(
  path: string,
  kind: 'file' | 'folder' | 'existing',
): Promise<NotWritable | null> {
  const code = await accessError(path, kind === 'folder');
  if (code === null) return null;
  const parent = dirname(path);
  if (code !== 'ENOENT' || kind === 'existing' || parent === path)
    return { text: explainFileError(code), isMissing: code === 'ENOENT' };
  if (kind === 'folder') return whyNotWritable(parent, 'folder');
  const parentCode = await accessError(parent, true);
  return parentCode === null
    ? null
    : { text: fileMessages.ofPath(parent, explainFileError(parentCode)), isMissing: parentCode === 'ENOENT' };
}

/** Code of the error with which access is refused, such as `EACCES`; null when it is allowed. */
async function accessError(path: string, isFolder: boolean): Promise<string | null> {
  try {
    const isDirectory = (await stat(path)).isDirectory();
    if (isDirectory !== isFolder) return isDirectory ? 'EISDIR' : 'ENOTDIR';
    await access(path, isFolder ? constants.W_OK | constants.X_OK : constants.R_OK | constants.W_OK);
    return null;
  } catch (error) {
    return errorCode(error);
  }
}
