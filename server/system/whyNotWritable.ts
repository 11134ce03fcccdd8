import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './errorCode';
import { whyNoFile } from './FileFault';
import type { Message } from './Message';
import { fileMessages } from './messages';

/** Why a path can't be written. */
export interface NotWritable {
  readonly text: Message;
  /** Is the reason that the path, or the folder that it is to be created in, does not exist? */
  readonly isAway: boolean;
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
  const code = await refusal(path, kind === 'folder');
  if (code === null) return null;
  const above = dirname(path);
  if (code !== 'ENOENT' || kind === 'existing' || above === path)
    return { text: whyNoFile(code), isAway: code === 'ENOENT' };
  if (kind === 'folder') return whyNotWritable(above, 'folder');
  const codeAbove = await refusal(above, true);
  return codeAbove === null
    ? null
    : { text: fileMessages.ofPath(above, whyNoFile(codeAbove)), isAway: codeAbove === 'ENOENT' };
}

/** Code of the error with which access is refused, such as `EACCES`; null when it is allowed. */
async function refusal(path: string, isFolder: boolean): Promise<string | null> {
  try {
    const isDirectory = (await stat(path)).isDirectory();
    if (isDirectory !== isFolder) return isDirectory ? 'EISDIR' : 'ENOTDIR';
    await access(path, isFolder ? constants.W_OK | constants.X_OK : constants.R_OK | constants.W_OK);
    return null;
  } catch (error) {
    return errorCode(error);
  }
}
