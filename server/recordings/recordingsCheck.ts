import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import type { Check, Finding } from '../system/Check';
import type { RecordingsSettings } from './recordingsSettings';

/** Looks whether recordings can be served. */
export function recordingsCheck(settings: RecordingsSettings): Check {
  return {
    name: 'recordings',
    run: async (signal) => [
      key(settings),
      address(settings),
      ...(await Promise.all(settings.folders.map(({ here }) => folder(here)))),
      ...(settings.mp3.enabled ? [await ffmpeg(settings.mp3.ffmpeg, signal)] : []),
    ],
  };
}

function key({ linkKey }: RecordingsSettings): Finding {
  if (linkKey === undefined)
    return {
      level: 'fault',
      text: 'There is no key for links, so calls get no link to their recording. Put one of 16 characters or more into ASTERISKNG_LINK_KEY.',
    };
  const others = linkKey.length - 1;
  const more = others === 0 ? '' : ` Of ${others} more, older links are good until you take the key away.`;
  return { level: 'ok', text: `Links to recordings are signed.${more}` };
}

function address({ address }: RecordingsSettings): Finding {
  return address.startsWith('https://')
    ? { level: 'ok', text: `Links begin with ${address}.` }
    : {
        level: 'warning',
        text: 'The address of recordings has no https, and a page of amoCRM does not play them. Set recordings.address to one with https.',
      };
}

async function folder(path: string): Promise<Finding> {
  try {
    await access(path, constants.R_OK | constants.X_OK);
    if ((await stat(path)).isDirectory()) return { level: 'ok', text: `${path} can be read.` };
    return { level: 'fault', text: `${path} is no folder. Correct recordings.folders.` };
  } catch {
    return {
      level: 'fault',
      text: `${path} is not there or can't be read. Correct recordings.folders, or let the user of this backend read it (such as by the group asterisk).`,
    };
  }
}

function ffmpeg(program: string, signal: AbortSignal): Promise<Finding> {
  return new Promise((resolve) => {
    execFile(program, ['-hide_banner', '-encoders'], { signal }, (error, stdout) => {
      if (error !== null)
        resolve({
          level: 'warning',
          text: `${program} does not run, so recordings are served as they are. Install ffmpeg, or set recordings.mp3.enabled to false.`,
        });
      else if (!stdout.includes('libmp3lame'))
        resolve({
          level: 'warning',
          text: `${program} can't make MP3, so recordings are served as they are. Install an ffmpeg with libmp3lame.`,
        });
      else resolve({ level: 'ok', text: 'Recordings are converted to MP3.' });
    });
  });
}
