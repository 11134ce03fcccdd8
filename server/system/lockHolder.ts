import { readFile, stat } from 'node:fs/promises';
import type { Message } from './Message';
import { fileMessages } from './messages';

/**
 * Names the process that holds an `fcntl` lock on a file, such as `process 4711 (node /opt/asteriskng/main.js)`. Null when
 * it can't be found out: not on Linux, or the process runs in another container.
 */
export async function lockHolder(path: string): Promise<Message | null> {
  try {
    const { ino } = await stat(path);
    // A line of /proc/locks: `1: POSIX  ADVISORY  WRITE 4711 08:01:262146 0 EOF`, with pid and device:inode.
    const rows = (await readFile('/proc/locks', 'utf8')).split('\n').map((row) => row.trim().split(/\s+/));
    const pid = rows.find((row) => row[1] === 'POSIX' && row[5]?.endsWith(`:${ino}`))?.[4];
    if (pid === undefined || !/^[1-9]\d*$/.test(pid)) return null;
    return fileMessages.lockedBy(pid, await commandOf(pid));
  } catch {
    return null;
  }
}

/** Program and script of the process in brackets, behind a blank; without further arguments, which may be secrets. */
async function commandOf(pid: string): Promise<string> {
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program = '', ...rest] = words.split('\0');
  const script = rest.filter((word) => /\.[cm]?[jt]s$/.test(word)).at(-1);
  const command = [program, script].filter(Boolean).join(' ');
  return command === '' ? '' : ` (${command})`;
}
