import type { CallRecord } from '../calls/CallRecord';
import { candidatePaths } from './candidatePaths';
import { RecordingTokenCodec, MOST_TOKEN } from './RecordingTokenCodec';
import type { Recording } from './Recording';
import type { RecordingsSettings } from './recordingsSettings';
import { trimSlashes } from '../system/trimSlashes';

const DAY_MS = 86_400_000;

/** Makes the links to recordings that amoCRM keeps, and reads them again. */
export class RecordingLinks {
  private readonly seal: RecordingTokenCodec | null;

  constructor(private readonly settings: RecordingsSettings) {
    const [first, ...others] = settings.linkKey ?? [];
    this.seal = first === undefined ? null : new RecordingTokenCodec([first, ...others]);
  }

  /**
   * Link to the call's recording, always the same for the same call. Null: nobody talked, nobody knows of a
   * recording, it lies outside of the folders, or there is no key to sign it with.
   */
  linkOf(record: CallRecord): string | null {
    if (this.seal === null || record.answeredAt === null) return null;
    const { id, direction, number, extension, startedAt, endedAt, recording: file } = record;
    const expiresAt = endedAt + this.settings.linkDays * DAY_MS;
    const recording: Recording = { id, direction, number, extension, startedAt, endedAt, file, expiresAt };
    const [likeliest] = candidatePaths(recording, this.settings);
    const token = this.seal.encode(recording);
    if (likeliest === undefined || token.length > MOST_TOKEN) return null;
    // Some players go by the ending.
    const ending = this.settings.mp3.enabled ? 'mp3' : (likeliest.path.split('.').at(-1) ?? 'wav');
    const address = trimSlashes(this.settings.address);
    return `${address}/recordings/${token}/call.${ending.toLowerCase()}`;
  }

  /** The recording of a link's token; null: it is no token of ours. */
  read(token: string): Recording | null {
    return this.seal?.decode(token) ?? null;
  }
}
