import { resolve } from 'node:path';
import type { Configuration } from '../config/Configuration';
import type { SettingsFile } from '../config/SettingsFile';
import { whyNotWritable } from '../system/whyNotWritable';
import type { Message } from '../system/Message';
import { settingsCheckMessages as messages } from './messages';
import type { Check, Finding } from '../system/Check';
import { driverOf } from '../telephony/drivers';

/** Folders that the unit has systemd make when the service starts. */
const MADE_AT_START = ['/var/log/asteriskng', '/var/cache/asteriskng', '/var/lib/asteriskng'];

/**
 * Looks whether the settings are there at all, and whether parts of them that are good by themselves have the effect
 * that they are there for.
 * @param unknown variables that have no effect, a sentence each
 */
export function settingsCheck(
  configuration: Configuration,
  file: Pick<SettingsFile, 'path' | 'isThere' | 'settings'>,
  unknown: readonly Message[],
): Check {
  return {
    name: messages.name,
    run: async () => [
      origin(configuration, file),
      ...started(configuration),
      ...unknown.map((text): Finding => ({ level: 'warning', text: messages.sentence(text) })),
      ...(await files(configuration)),
    ],
  };
}

function origin(
  { agents, telephony }: Configuration,
  { path, isThere, settings }: Pick<SettingsFile, 'path' | 'isThere' | 'settings'>,
): Finding {
  if (!isThere) return warning(messages.noFile(resolve(path)));
  if (Object.keys(settings).length === 0) return warning(messages.onlyComments(path));
  return { level: 'ok', text: messages.read(path, agents.length, telephony.driver) };
}

function started({ agents, telephony }: Configuration): readonly Finding[] {
  const extensions = new Set(agents.map(({ extension }) => extension));
  return [
    ...driverOf(telephony).settingFindings(extensions),
    ...(agents.length === 0 ? [warning(messages.noAgents)] : []),
  ];
}

/** Files and folders that the backend has to write. */
async function files({ http, amocrm, elma365, recordings }: Configuration): Promise<readonly Finding[]> {
  const tokenFile = amocrm?.oauth?.tokenFile;
  const named: readonly (readonly [string, string | undefined, 'file' | 'folder'])[] = [
    ['http.audit.file', http.audit.file, 'file'],
    ['elma365.webhookFile', elma365?.webhookFile, 'file'],
    ['recordings.mp3.folder', recordings?.mp3.enabled === true ? recordings.mp3.folder : undefined, 'folder'],
  ];
  const found = await Promise.all([
    ...named.map(([setting, path, kind]) => (path === undefined ? [] : written(setting, path, kind))),
    ...(tokenFile === undefined ? [] : [tokens(tokenFile)]),
  ]);
  return found.flat();
}

async function written(setting: string, path: string, kind: 'file' | 'folder'): Promise<readonly Finding[]> {
  const why = await whyNotWritable(path, kind);
  if (why === null) return [];
  const made = why.isAway
    ? MADE_AT_START.find((one) => path.startsWith(`${one}/`) || path === one)
    : undefined;
  if (made !== undefined) return [{ level: 'unseen', text: messages.madeAtStart(setting, made) }];
  return [{ level: 'fault', text: messages.notWritable(setting, path, why.text) }];
}

/** What OAuth begins with lies there. */
async function tokens(path: string): Promise<readonly Finding[]> {
  const why = await whyNotWritable(path, 'existing');
  if (why === null) return [];
  const { noTokenFile, badTokenFile } = messages;
  return [{ level: 'fault', text: (why.isAway ? noTokenFile : badTokenFile)(path, why.text) }];
}

function warning(text: Message): Finding {
  return { level: 'warning', text };
}
