import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { CallRecord } from '../../server/calls/CallRecord';
import type { ConfigurationInput } from '../../server/config/Configuration';
import { RecordingLinks } from '../../server/recordings/RecordingLinks';
import { recordingsSettingsSchema } from '../../server/recordings/recordingsSettings';
import type { Business } from '../business/Business';
import { newNames } from '../business/newNames';
import { sampleSound } from '../sampleSound';

/** Age given to recordings, ms: the backend takes newer files for incomplete. */
const SOUND_AGE_MS = 60_000;

/** Maximum length of a recording, s. */
const LONGEST_S = 600;

/** Ids of calls that are safe as file names. */
const FILE_NAME = /^[\w-][\w.-]{0,100}$/;

/** Text of the task for a missed call. */
const taskTexts = {
  ru: 'Перезвонить: пропущенный звонок с {number}',
  en: 'Call back: missed call from {number}',
};

/** A temporary folder for the backend's outbox and recordings, and the settings to use it. */
export class CrmFolder {
  /** Access token of the imitated account. */
  readonly token = randomBytes(24).toString('hex');
  /** Key of the webhooks to the backend. */
  readonly webhookKey = randomBytes(24).toString('hex');
  private readonly linkKey = randomBytes(24).toString('hex');
  private readonly folder = mkdtempSync(join(tmpdir(), 'asteriskng-sandbox-'));
  private round = 0;
  /** Lengths of recordings that are made once one is asked for, s, by call. */
  private readonly promised = new Map<string, number>();

  /** File of the backend's store. */
  get storePath(): string {
    return join(this.folder, `store-${this.round}.sqlite`);
  }

  /**
   * Settings by which a backend logs its calls in the imitated account.
   * @param account URL of the account
   * @param recordings URL under which the backend's recordings are reached
   * @param hasIndex with a store and a copy of the account's cards, for callers' cards, and with outcomes; these need proof of users
   */
  settings(
    { language, outcomes }: Business,
    account: string,
    recordings: string,
    hasIndex: boolean,
  ): Pick<ConfigurationInput, 'amocrm' | 'recordings' | 'store'> {
    return {
      ...(hasIndex && { store: { path: this.storePath } }),
      amocrm: {
        address: account,
        language,
        token: this.token,
        webhookKey: this.webhookKey,
        index: hasIndex,
        calls: {
          outbox: join(this.folder, `outbox-${this.round}`),
          newName: newNames[language],
          missedTask: { text: taskTexts[language] },
          ...(hasIndex && outcomes && { outcomes }),
        },
      },
      recordings: this.recordings(recordings),
    };
  }

  /**
   * URL of the recording of a call before the account begins; null: it was not answered. The recording is made by
   * `keepPromises`.
   * @param recordings as of `settings`
   */
  linkOf(record: CallRecord, recordings: string): string | null {
    const { answeredAt, endedAt, id } = record;
    if (answeredAt !== null) this.promised.set(id, (endedAt - answeredAt) / 1_000);
    return new RecordingLinks(v.parse(recordingsSettingsSchema, this.recordings(recordings))).linkOf(record);
  }

  /** Makes the recordings to which `linkOf` has given links: each has some megabytes, and most accounts are never looked at. */
  keepPromises(): void {
    for (const [id, seconds] of this.promised) this.record(id, seconds);
    this.promised.clear();
  }

  /**
   * Creates the recording of a call, since the simulator records nothing.
   * @param seconds length of the conversation, s
   */
  record(id: string, seconds: number): void {
    if (!FILE_NAME.test(id)) return;
    const path = join(this.folder, `${id}.wav`);
    writeFileSync(path, sampleSound(Math.min(seconds, LONGEST_S)));
    const at = (Date.now() - SOUND_AGE_MS) / 1_000;
    utimesSync(path, at, at);
  }

  /** Leaves the calls in the outbox behind: the next settings name an empty one. The backend must have stopped. */
  startOver(): void {
    this.round += 1;
  }

  private recordings(address: string): NonNullable<ConfigurationInput['recordings']> {
    return {
      folders: [this.folder],
      templates: ['{id}.wav'],
      address,
      linkKey: this.linkKey,
      mp3: { enabled: false },
    };
  }

  /** Deletes the folder. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
