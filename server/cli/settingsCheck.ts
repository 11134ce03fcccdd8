import { resolve } from 'node:path';
import type { GenericSchema } from 'valibot';
import { weakKeys } from '../config/sharedKeys';
import type { Configuration } from '../config/Configuration';
import { features } from '../config/features';
import type { SettingsFile } from '../config/SettingsFile';
import { isWideNetwork } from '../http/isWideNetwork';
import type { FeatureKind, WrittenPath } from '../system/Feature';
import { whyNotWritable } from '../system/whyNotWritable';
import type { Message } from '../system/Message';
import { settingsCheckMessages as messages } from './messages';
import type { Check, Finding } from '../system/Check';
import { driverOf } from '../telephony/drivers';

/** Folders that systemd creates when the service starts (LogsDirectory, CacheDirectory, StateDirectory of the unit). */
const CREATED_AT_START = ['/var/log/asteriskng', '/var/cache/asteriskng', '/var/lib/asteriskng'];

/**
 * The check of the settings: whether the file exists and has settings, what the driver finds in them, whether there are
 * agents, unknown environment variables, and whether files and folders can be written.
 * @param unknown a sentence for each environment variable that has no effect
 */
export function settingsCheck(
  configuration: Configuration,
  file: Pick<SettingsFile, 'path' | 'isThere' | 'settings'>,
  unknown: readonly Message[],
): Check {
  return {
    name: messages.name,
    run: async () => [
      fileFinding(configuration, file),
      ...driverFindings(configuration),
      ...weakKeys(configuration).map((text) => warning(messages.sentence(text))),
      ...agentFindings(configuration),
      ...auditFindings(configuration),
      ...proxyFindings(configuration),
      ...unknown.map((text): Finding => ({ level: 'warning', text: messages.sentence(text) })),
      ...(await writableFindings(configuration)),
    ],
  };
}

/** Whether a settings file was read. */
function fileFinding(
  { agents, telephony }: Configuration,
  { path, isThere, settings }: Pick<SettingsFile, 'path' | 'isThere' | 'settings'>,
): Finding {
  if (!isThere) return warning(messages.noFile(resolve(path)));
  if (Object.keys(settings).length === 0) return warning(messages.onlyComments(path));
  return { level: 'ok', text: messages.read(path, agents.length, telephony.driver) };
}

/** Findings of the driver about its settings, and whether there are agents. */
function driverFindings({ agents, telephony, host }: Configuration): readonly Finding[] {
  const extensions = new Set(agents.map(({ extension }) => extension));
  return [
    ...driverOf(telephony).settingFindings(extensions, host),
    ...(agents.length === 0 ? [warning(messages.noAgents)] : []),
  ];
}

/** Agents with one id of amoCRM. */
function agentFindings({ agents }: Configuration): readonly Finding[] {
  const byId = new Map<number, readonly string[]>();
  for (const { amouserId, extension } of agents)
    if (amouserId !== undefined) byId.set(amouserId, [...(byId.get(amouserId) ?? []), extension]);
  return [...byId]
    .filter(([, extensions]) => extensions.length > 1)
    .map(([id, extensions]) => warning(messages.doubleUser(id, extensions.join(', '))));
}

/** Whole numbers are asked for, and nothing has them. */
function auditFindings({ http }: Configuration): readonly Finding[] {
  const { numbers, file } = http.audit;
  return numbers === 'whole' && file === undefined ? [warning(messages.wholeWithoutFile)] : [];
}

/** Networks of `http.trustProxy` in which strangers have addresses. */
function proxyFindings({ http: { trustProxy } }: Configuration): readonly Finding[] {
  const wide = trustProxy.filter(isWideNetwork);
  return wide.length === 0 ? [] : [warning(messages.wideProxies(wide.join(', ')))];
}

/** Findings about the files and folders that the backend and its features write. */
async function writableFindings(configuration: Configuration): Promise<readonly Finding[]> {
  const { file } = configuration.http.audit;
  const audit: readonly WrittenPath[] =
    file === undefined ? [] : [{ setting: 'http.audit.file', path: file, kind: 'file' }];
  const kinds: readonly FeatureKind<GenericSchema, Configuration>[] = Object.values(features);
  const ofFeatures = kinds.flatMap((kind) => kind.paths?.(configuration) ?? []);
  return (await Promise.all([...audit, ...ofFeatures].map(pathFindings))).flat();
}

/** A finding when the path can't be written; only `unseen` when systemd will create its folder. */
async function pathFindings({ setting, path, kind, ifMissing }: WrittenPath): Promise<readonly Finding[]> {
  const why = await whyNotWritable(path, kind);
  if (why === null) return [];
  if (kind === 'existing') {
    const advice = why.isMissing ? ifMissing : undefined;
    return [{ level: 'fault', text: messages.notUsable(setting, path, why.text, advice) }];
  }
  const created = why.isMissing
    ? CREATED_AT_START.find((folder) => path.startsWith(`${folder}/`) || path === folder)
    : undefined;
  if (created !== undefined) return [{ level: 'unseen', text: messages.madeAtStart(setting, created) }];
  return [{ level: 'fault', text: messages.notWritable(setting, path, why.text) }];
}

function warning(text: Message): Finding {
  return { level: 'warning', text };
}
