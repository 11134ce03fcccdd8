import { readFile, stat } from 'node:fs/promises';
import type { Message } from './Message';
import { fileMessages } from './messages';

/**
 * The process that has locked a file by `fcntl`, such as `process 4711 (node /opt/asteriskng/main.js)`. Null: it is not
 * known, as on another system than Linux, or for a process of another container.
 */
export async function lockHolder(path: string): Promise<Message | null> {
  try {
    const { ino } = await stat(path);
    // Such as `1: POSIX  ADVISORY  WRITE 4711 08:01:262146 0 EOF`.
    const rows = (await readFile('/proc/locks', 'utf8')).split('\n').map((row) => row.trim().split(/\s+/));
    const pid = rows.find((row) => row[1] === 'POSIX' && row[5]?.endsWith(`:${ino}`))?.[4];
    if (pid === undefined || !/^[1-9]\d*$/.test(pid)) return null;
    return fileMessages.lockedBy(pid, await commandOf(pid));
  } catch {
    return null;
  }
}

/** What the process runs: program and script alone, since words behind them may be secret. */
async function commandOf(pid: string): Promise<string> {
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program = '', ...rest] = words.split('\0');
  const script = rest.filter((word) => /\.[cm]?[jt]s$/.test(word)).at(-1);
  const said = [program, script].filter(Boolean).join(' ');
  return said === '' ? '' : ` (${said})`;
}
