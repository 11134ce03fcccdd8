import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCode } from '../../system/errorCode';
import { FileFault, explainFileError } from '../../system/FileFault';
import { lockHolder } from '../../system/lockHolder';
import type { Message } from '../../system/Message';
import { outboxFolderMessages as messages } from '../messages';

/** LevelDB's texts for system errors, which have one code in it, and Node's codes for them. */
const SYSTEM_ERRORS: ReadonlyMap<string, string> = new Map([
  ['Permission denied', 'EACCES'],
  ['Operation not permitted', 'EPERM'],
  ['Read-only file system', 'EROFS'],
  ['No space left on device', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['Not a directory', 'ENOTDIR'],
  ['Is a directory', 'EISDIR'],
  ['No such file or directory', 'ENOENT'],
  ['Too many open files', 'EMFILE'],
]);

/** Why the outbox can't be opened: which folder, which process, what to do. */
export async function outboxFault(folder: string, error: unknown): Promise<FileFault> {
  const path = resolve(folder);
  const chain = [...causes(error)];
  const codes = chain.map(errorCode).filter(Boolean);
  const fault = (text: Message): FileFault => new FileFault(text, { cause: error });
  if (codes.includes('LEVEL_LOCKED')) {
    const holder = await lockHolder(join(folder, 'LOCK'));
    return fault(messages.inUse(path, holder ?? messages.anotherProcess));
  }
  if (codes.includes('LEVEL_CORRUPTION')) return fault(messages.damaged(path));
  const said = [...SYSTEM_ERRORS].find(([saying]) =>
    chain.some((one) => 'message' in one && String(one.message).includes(saying)),
  );
  // A missing folder is created, so ENOENT means that a file in it is missing.
  if (said?.[1] === 'ENOENT' && existsSync(join(folder, 'CURRENT'))) return fault(messages.damaged(path));
  const code = said?.[1] ?? codes.find((one) => /^E[A-Z]+$/.test(one)) ?? codes.at(-1) ?? 'no reason';
  return fault(messages.notOpened(path, explainFileError(code)));
}

/** LevelDB's own error is the cause of the one that is thrown. */
function* causes(error: unknown): Generator<object> {
  let one = error;
  while (typeof one === 'object' && one !== null) {
    yield one;
    one = 'cause' in one ? one.cause : null;
  }
}
