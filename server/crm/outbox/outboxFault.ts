import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCode } from '../../system/errorCode';
import { FileFault, whyNoFile } from '../../system/FileFault';
import { lockHolder } from '../../system/lockHolder';

/** What LevelDB says of the system's refusals, for which it has one code, and their names in Node. */
const SAYINGS: ReadonlyMap<string, string> = new Map([
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

const DAMAGED =
  'is damaged. Move the folder away and keep it, since calls that are not in amoCRM yet are in it, and start again.';

/** Why the outbox can't be opened, in plain words: which folder, which process, what to do. */
export async function outboxFault(folder: string, error: unknown): Promise<FileFault> {
  const what = `The outbox ${resolve(folder)} (amocrm.calls.outbox)`;
  const chain = [...causes(error)];
  const codes = chain.map(errorCode).filter(Boolean);
  const fault = (text: string): FileFault => new FileFault(`${what} ${text}`, { cause: error });
  if (codes.includes('LEVEL_LOCKED')) {
    const holder = await lockHolder(join(folder, 'LOCK'));
    return fault(
      `is in use by ${holder ?? 'another process'}, perhaps this backend a second time. Stop that one, or give this ` +
        'backend a folder of its own. Several backends that work together share Redis in place of the folder.',
    );
  }
  if (codes.includes('LEVEL_CORRUPTION')) return fault(DAMAGED);
  const said = [...SAYINGS].find(([saying]) =>
    chain.some((one) => 'message' in one && String(one.message).includes(saying)),
  );
  // The folder itself is made where it is not there: it is a file in it that is gone, or that says so of another one.
  if (said?.[1] === 'ENOENT' && existsSync(join(folder, 'CURRENT'))) return fault(DAMAGED);
  const code = said?.[1] ?? codes.find((one) => /^E[A-Z]+$/.test(one)) ?? codes.at(-1) ?? 'no reason';
  return fault(`can not be opened: ${whyNoFile(code)}.`);
}

/** LevelDB's own error is the cause of the one that is thrown. */
function* causes(error: unknown): Generator<object> {
  let one = error;
  while (typeof one === 'object' && one !== null) {
    yield one;
    one = 'cause' in one ? one.cause : null;
  }
}
