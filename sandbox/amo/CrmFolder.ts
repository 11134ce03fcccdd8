import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigurationInput } from '../../server/config/Configuration';
import type { Business } from '../business/Business';
import { sampleSound } from '../sampleSound';

/** Age of the recordings that are made, ms: old enough to count as complete. */
const SOUND_AGE_MS = 60_000;

/** Longest recording, s. */
const LONGEST_S = 600;

/** Ids of calls that are safe as a file's name. */
const FILE_NAME = /^[\w-][\w.-]{0,100}$/;

const words = {
  ru: { newName: 'Звонок {number}', task: 'Перезвонить: пропущенный вызов с {number}' },
  en: { newName: 'Call from {number}', task: 'Call back: missed call from {number}' },
};

/** A folder that goes with the sandbox: the backend's outbox and recordings are in it. */
export class CrmFolder {
  /** Token of the sandbox's account, valid as long as the sandbox runs. */
  readonly token = randomBytes(24).toString('hex');
  private readonly linkKey = randomBytes(24).toString('hex');
  private readonly folder = mkdtempSync(join(tmpdir(), 'asteriskng-sandbox-'));
  private round = 0;

  /**
   * Settings of a backend that logs its calls in the imitated account.
   * @param account address of the account
   * @param recordings where the backend's recordings are reached
   */
  settings(
    { language }: Business,
    account: string,
    recordings: string,
  ): Pick<ConfigurationInput, 'amocrm' | 'recordings'> {
    const { newName, task } = words[language];
    return {
      amocrm: {
        address: account,
        token: this.token,
        calls: { outbox: join(this.folder, `outbox-${this.round}`), newName, missedTask: { text: task } },
      },
      recordings: {
        folders: [this.folder],
        templates: ['{id}.wav'],
        address: recordings,
        linkKey: this.linkKey,
        mp3: { enabled: false },
      },
    };
  }

  /** Makes the recording of a call, since a simulated telephone records nothing. @param seconds how long people talked */
  record(id: string, seconds: number): void {
    if (!FILE_NAME.test(id)) return;
    const path = join(this.folder, `${id}.wav`);
    writeFileSync(path, sampleSound(Math.min(seconds, LONGEST_S)));
    const at = (Date.now() - SOUND_AGE_MS) / 1_000;
    utimesSync(path, at, at);
  }

  /** Deletes calls that wait in the outbox. The backend must have ended. */
  startOver(): void {
    this.round += 1;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
