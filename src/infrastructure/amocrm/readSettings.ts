import * as v from 'valibot';
import { connectionKinds, type SettingsState } from '../../domain/settings/Settings';

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

/** Content of the settings field. An installed original keeps its own in the same shape, with no kind of connection. */
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

/** Reads the settings field, which comes as text, as text escaped for HTML, or as an object. */
export function readSettings(field: unknown): SettingsState {
  if (field === undefined || field === null || field === '') return { kind: 'missing' };
  const parsed = v.safeParse(storedSchema, typeof field === 'string' ? parseJson(field) : field);
  if (!parsed.success) return { kind: 'broken' };
  const { server, amocrm } = parsed.output;
  const settings = { ...server, ...amocrm };
  return settings.serverAddress.trim() === '' ? { kind: 'missing' } : { kind: 'ready', settings };
}

function parseJson(text: string): unknown {
  for (const candidate of [text, text.replace(/&quot;|&#34;/g, '"').replace(/&amp;/g, '&')]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next form, if there is one; broken settings are an ordinary outcome.
    }
  }
  return null;
}
