import * as v from 'valibot';
import { connectionKinds, type SettingsState } from '../../domain/settings/Settings';

/** A boolean, also as text; true when missing. */
const flag = v.optional(
  v.union([
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
  ]),
  true,
);

/**
 * Content of the settings field. The original widget stores the same shape without `connection`, `clientId` and
 * `domain`.
 */
const storedSchema = v.object({
  server: v.object({
    connection: v.optional(v.picklist(connectionKinds), 'proxy'),
    serverAddress: v.optional(v.string(), ''),
    secretKey: v.optional(v.string(), ''),
    clientId: v.optional(v.string(), ''),
    domain: v.optional(v.string(), ''),
  }),
  amocrm: v.optional(v.object({ showPanel: flag, enableNotification: flag }), {}),
});

/**
 * Parses the value of the settings field: JSON, JSON escaped for HTML, or an object.
 * @returns `missing` when the field or the server address is empty, `broken` when it can't be parsed
 */
export function readSettings(field: unknown): SettingsState {
  if (field === undefined || field === null || field === '') return { kind: 'missing' };
  const parsed = v.safeParse(storedSchema, typeof field === 'string' ? parseJson(field) : field);
  if (!parsed.success) return { kind: 'broken' };
  const { server, amocrm } = parsed.output;
  const settings = { ...server, ...amocrm };
  return settings.serverAddress.trim() === '' ? { kind: 'missing' } : { kind: 'ready', settings };
}

/** The parsed JSON; null when neither the text nor the text with its HTML entities decoded is JSON. */
function parseJson(text: string): unknown {
  for (const candidate of [text, text.replace(/&quot;|&#34;/g, '"').replace(/&amp;/g, '&')]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // Try the unescaped text next; settings that can't be parsed are reported as `broken`.
    }
  }
  return null;
}
