import { execFile } from 'node:child_process';
import { setPriority } from 'node:os';
import { extname } from 'node:path';

/** ffmpeg's input format by ending. It must not detect the format: some, such as playlists, make it open other files. */
const FORMATS = new Map([
  ['.wav', 'wav'],
  ['.wav49', 'wav'],
  ['.gsm', 'gsm'],
  ['.flac', 'flac'],
]);

/** Longest part of a sound that is converted, s. */
const MAX_SECONDS = 14_400;

/** Nice value of ffmpeg: a telephone system on the same machine goes first. */
const NICENESS = 10;

/** Can the file be converted? True for formats that browsers do not play or that are much larger than MP3. */
export function isConvertible(path: string): boolean {
  return FORMATS.has(extname(path).toLowerCase());
}

/** Thrown when a conversion fails: ffmpeg is missing, has failed, or was stopped by the signal. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';

  constructor(readonly reason: 'missing' | 'failed' | 'stopped') {
    super({ missing: 'ffmpeg is not there', failed: 'ffmpeg failed', stopped: 'ffmpeg was stopped' }[reason]);
  }
}

/**
 * Converts a sound file to MP3 with ffmpeg. Rejects with a `ConversionError`, whose text contains no path.
 * @param ffmpeg path or name of the program
 * @param signal kills ffmpeg when aborted
 */
export function convertToMp3(ffmpeg: string, from: string, to: string, signal: AbortSignal): Promise<void> {
  const format = FORMATS.get(extname(from).toLowerCase()) ?? 'wav';
  const input = [
    '-protocol_whitelist',
    'file',
    '-f',
    format,
    '-t',
    String(MAX_SECONDS),
    '-i',
    `file:${from}`,
  ];
  // 16 kHz: MP3 with 8 kHz (MPEG-2.5) is not supported by some players.
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
      // Our environment contains secrets, so ffmpeg gets PATH only.
      { signal, killSignal: 'SIGKILL', env: { PATH: process.env['PATH'] } },
      (error) => {
        if (error === null) resolve();
        else if (signal.aborted) reject(new ConversionError('stopped'));
        else reject(new ConversionError(error.code === 'ENOENT' ? 'missing' : 'failed'));
      },
    );
    if (child.pid !== undefined) lowerPriority(child.pid);
  });
}

/** Lowers the priority of a process, if it still runs. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, NICENESS);
  } catch {
    // The process has ended already, or the system does not allow it.
  }
}
