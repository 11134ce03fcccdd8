import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import type { Check, Finding } from '../system/Check';
import { recordingCheckMessages as messages } from './messages';
import type { RecordingsSettings } from './recordingsSettings';

/** The check of recordings: signing key, address, folders, and ffmpeg with MP3. */
export function recordingsCheck(settings: RecordingsSettings): Check {
  return {
    name: messages.name,
    run: async (signal) => [
      keyFinding(settings),
      addressFinding(settings),
      ...(await Promise.all(settings.folders.map(({ here }) => folderFinding(here)))),
      ...(settings.mp3.enabled ? [await ffmpegFinding(settings.mp3.ffmpeg, signal)] : []),
    ],
  };
}

function keyFinding({ linkKey }: RecordingsSettings): Finding {
  if (linkKey === undefined) return { level: 'fault', text: messages.noKey };
  const others = linkKey.length - 1;
  return { level: 'ok', text: others === 0 ? messages.signed : messages.signedWithOthers(others) };
}

function addressFinding({ address }: RecordingsSettings): Finding {
  return address.startsWith('https://')
    ? { level: 'ok', text: messages.address(address) }
    : { level: 'warning', text: messages.noHttps };
}

async function folderFinding(path: string): Promise<Finding> {
  try {
    await access(path, constants.R_OK | constants.X_OK);
    return (await stat(path)).isDirectory()
      ? { level: 'ok', text: messages.readable(path) }
      : { level: 'fault', text: messages.noFolder(path) };
  } catch {
    return { level: 'fault', text: messages.unreadable(path) };
  }
}

/** Does the program run, and has it the encoder of MP3? */
function ffmpegFinding(program: string, signal: AbortSignal): Promise<Finding> {
  return new Promise((resolve) => {
    execFile(program, ['-hide_banner', '-encoders'], { signal }, (error, stdout) => {
      if (error !== null) resolve({ level: 'warning', text: messages.noFfmpeg(program) });
      else if (!stdout.includes('libmp3lame')) resolve({ level: 'warning', text: messages.noMp3(program) });
      else resolve({ level: 'ok', text: messages.mp3 });
    });
  });
}
