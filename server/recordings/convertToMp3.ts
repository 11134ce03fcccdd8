import { execFile } from 'node:child_process';
import { setPriority } from 'node:os';
import { extname } from 'node:path';

/** What a file is, by its ending: ffmpeg is not left to guess, since some of what it knows opens other files. */
const FORMATS = new Map([
  ['.wav', 'wav'],
  ['.wav49', 'wav'],
  ['.gsm', 'gsm'],
  ['.flac', 'flac'],
]);

/** Longest sound that is converted, s. */
const LONGEST = 14_400;

/** Lower than the telephone system's, which may be on the same machine. */
const NICENESS = 10;

/** Is it a sound that browsers play badly or at great length, and that can be converted? */
export function isConvertible(path: string): boolean {
  return FORMATS.has(extname(path).toLowerCase());
}

/** Why a conversion failed. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';

  constructor(readonly reason: 'missing' | 'failed' | 'stopped') {
    super({ missing: 'ffmpeg is not there', failed: 'ffmpeg failed', stopped: 'ffmpeg was stopped' }[reason]);
  }
}

/**
 * Converts a sound file. Fails with a `ConversionError`, which names no file.
 * @param signal aborted: ffmpeg is killed
 */
export function convertToMp3(ffmpeg: string, from: string, to: string, signal: AbortSignal): Promise<void> {
  const format = FORMATS.get(extname(from).toLowerCase()) ?? 'wav';
  const input = ['-protocol_whitelist', 'file', '-f', format, '-t', String(LONGEST), '-i', `file:${from}`];
  // 16 kHz, since MP3 of 8 kHz is beyond what some players read.
  const output = [
    '-map',
    '0:a:0',
    '-map_metadata',
    '-1',
    '-ar',
    '16000',
    '-c:a',
    'libmp3lame',
    '-b:a',
    '48k',
  ];
  const args = ['-nostdin', '-hide_banner', '-loglevel', 'quiet', '-threads', '1', '-y'];
  return new Promise((resolve, reject) => {
    const child = execFile(
      ffmpeg,
      [...args, ...input, ...output, '-f', 'mp3', `file:${to}`],
      // Nothing of our environment is its business: there are secrets in it.
      { signal, killSignal: 'SIGKILL', env: { PATH: process.env['PATH'] } },
      (error) => {
        if (error === null) resolve();
        else if (signal.aborted) reject(new ConversionError('stopped'));
        else reject(new ConversionError(error.code === 'ENOENT' ? 'missing' : 'failed'));
      },
    );
    if (child.pid !== undefined) lower(child.pid);
  });
}

function lower(pid: number): void {
  try {
    setPriority(pid, NICENESS);
  } catch {
    // It has ended already, or the system does not allow it.
  }
}
