import type { CallRecord } from '../calls/CallRecord';
import { candidatePaths } from './candidatePaths';
import { RecordingTokenCodec, MAX_TOKEN_LENGTH } from './RecordingTokenCodec';
import type { Recording } from './Recording';
import type { RecordingsSettings } from './recordingsSettings';
import { trimSlashes } from '../system/trimSlashes';

const DAY_MS = 86_400_000;

/** Creates the links to recordings that are stored in amoCRM, and reads their tokens. */
export class RecordingLinks {
  /** Null when no signing key is configured. */
  private readonly codec: RecordingTokenCodec | null;

  constructor(private readonly settings: RecordingsSettings) {
    const [first, ...others] = settings.linkKey ?? [];
    this.codec = first === undefined ? null : new RecordingTokenCodec([first, ...others]);
  }

  /**
   * Link to the recording of a call; the same for the same call. Null when the call was not answered, no template gives a
   * path, the path is outside of the folders, the token would be too long, or no signing key is configured.
   * @param expiresAt ms since 1970
   */
  linkOf(record: CallRecord, expiresAt = this.expiryOf(record)): string | null {
    if (this.codec === null || record.answeredAt === null) return null;
    const recording = this.recordingOf(record, expiresAt);
    const [likeliest] = candidatePaths(recording, this.settings);
    const token = this.codec.encode(recording);
    if (likeliest === undefined || token.length > MAX_TOKEN_LENGTH) return null;
    // Some players choose the format by the ending of the address.
    const ending = this.settings.mp3.enabled ? 'mp3' : (likeliest.path.split('.').at(-1) ?? 'wav');
    const address = trimSlashes(this.settings.address);
    return `${address}/recordings/${token}/call.${ending.toLowerCase()}`;
  }

  /** When the link in amoCRM ends, ms since 1970. */
  expiryOf({ endedAt }: Pick<CallRecord, 'endedAt'>): number {
    return endedAt + this.settings.linkDays * DAY_MS;
  }

  /** What a link's token has of the call. */
  recordingOf(record: CallRecord, expiresAt: number): Recording {
    const { id, direction, number, extension, startedAt, endedAt, namedAt, recording: file } = record;
    const call = { id, direction, number, extension, startedAt, endedAt };
    return { ...call, file, expiresAt, ...(namedAt !== undefined && { namedAt }) };
  }

  /** Decodes a link's token; null when it was not signed with one of the keys. Expiry is not checked. */
  read(token: string): Recording | null {
    return this.codec?.decode(token) ?? null;
  }
}
