import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { pngSize } from './pngSize';
import type { Files } from './unpack';

/** Sizes that amoCRM demands, px. Source: amoCRM's page on the structure of a widget. */
const IMAGES = new Map([
  ['images/logo_main.png', '400x272'],
  ['images/logo_small.png', '108x108'],
  ['images/logo.png', '130x100'],
  ['images/logo_medium.png', '240x84'],
  ['images/logo_min.png', '84x84'],
  ['images/logo_dp.png', '174x109'],
]);

/** amoCRM's limit for one picture, bytes. */
const MAX_IMAGE = 300_000;

/** Our own budgets, bytes. */
const MAX_ZIP = 180_000;
/** With names and lines as they were written, which amoCRM's moderators ask for. */
const MAX_READABLE_ZIP = 315_000;
const MAX_GZIP = new Map([
  /**
   * All that a call needs: loaded with each page of amoCRM. There is room for one more plain button; what a first ring
   * does not need goes to views.js. The last 3,300 bytes: the card's look, what it says of the caller, and
   * its move into the open panel, which the first ring decides.
   */
  ['script.js', 25_000],
  /** The panel, names, notices and Click2Call, loaded behind it. */
  ['views.js', 22_000],
  /** The settings form. */
  ['settings.js', 8_000],
  /** Requests straight from the browser, loaded where the settings say so. */
  ['direct.js', 2_000],
  /** The proof of the user, loaded where the backend wants it. */
  ['proof.js', 3_000],
  /** Makes contacts and leads of unknown callers, loaded with the first click. */
  ['clients.js', 2_500],
  /** Notes, outcomes and next tasks of calls, loaded where the backend takes them. */
  ['notes.js', 14_000],
  /** The company's missed calls, loaded where the backend keeps them. */
  ['missed.js', 6_000],
  /** The list of past calls, loaded where the backend keeps them. */
  ['history.js', 7_000],
  /** Texts for a host that has none of ours in its language. */
  ['english.js', 8_000],
  /** The backend's core for a widget that has none, loaded where the settings say so. */
  ['ecss10.js', 30_000],
]);

const key = v.pipe(v.string(), v.regex(/^[a-z]+\.\w+$/i));
const manifestSchema = v.object({
  widget: v.object({
    name: key,
    description: key,
    short_description: key,
    version: v.pipe(v.string(), v.regex(/^[1-9]\d*\.\d+\.\d+$/)),
    interface_version: v.literal(2),
    init_once: v.literal(true),
    locale: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2}$/))), v.minLength(1)),
    installation: v.boolean(),
    support: v.object({
      link: v.pipe(v.string(), v.url()),
      /** Left out: the link is the contact. */
      email: v.optional(v.pipe(v.string(), v.email(), v.regex(/^(?!.*\.example$)/))),
    }),
  }),
  /** Those that are used: Click2Call and popups live everywhere; nothing is drawn in a card's column or a list. */
  locations: v.pipe(
    v.array(v.picklist(['everywhere', 'settings'])),
    v.includes('everywhere'),
    v.includes('settings'),
  ),
  tour: v.object({ is_tour: v.boolean() }),
  settings: v.record(
    v.string(),
    v.object({ name: key, type: v.picklist(['text', 'pass', 'users', 'custom']), required: v.boolean() }),
  ),
});

/**
 * Looks at a zip as amoCRM's uploader would, and at our own budgets besides.
 * @returns what is wrong, one sentence each; empty when nothing is
 */
export function checkZip(files: Files, zipBytes: number, isSmall: boolean): string[] {
  const faults = [...checkImages(files), ...checkManifest(files), ...checkScript(files, isSmall)];
  for (const name of files.keys()) {
    if (
      !/^(?:manifest\.json|(?:script|views|settings|direct|proof|clients|notes|missed|history|ecss10|english)\.js|i18n\/[a-z]{2}\.json|images\/logo\w*\.png)$/.test(
        name,
      )
    )
      faults.push(`stray file ${name}`);
  }
  const most = isSmall ? MAX_ZIP : MAX_READABLE_ZIP;
  if (zipBytes > most) faults.push(`the zip has ${zipBytes} bytes, more than ${most}`);
  return faults;
}

function checkImages(files: Files): string[] {
  return [...IMAGES].flatMap(([name, size]) => {
    const image = files.get(name);
    if (image === undefined) return [`no ${name}`];
    const faults = image.length > MAX_IMAGE ? [`${name} is larger than ${MAX_IMAGE} bytes`] : [];
    const found = pngSize(image);
    return found === size ? faults : [...faults, `${name} is ${found ?? 'no PNG'}, not ${size}`];
  });
}

function checkManifest(files: Files): string[] {
  const parsed = v.safeParse(manifestSchema, parseJson(files.get('manifest.json')));
  if (!parsed.success) {
    return parsed.issues.map((issue) => `manifest.json: ${v.getDotPath(issue) ?? 'file'}: ${issue.message}`);
  }
  const { widget, settings } = parsed.output;
  const used = [widget.name, widget.description, widget.short_description, 'widget.call_action'];
  for (const field of Object.values(settings)) used.push(field.name);
  return checkLanguages(files, widget.locale, used);
}

/** Each language of the manifest has every text that any of them has, and those that the manifest names. */
function checkLanguages(files: Files, locale: readonly string[], named: readonly string[]): string[] {
  const languages = new Map(
    locale.map((language) => [language, textsOf(parseJson(files.get(`i18n/${language}.json`)))]),
  );
  const all = new Set([...named, ...[...languages.values()].flatMap((texts) => [...(texts?.keys() ?? [])])]);
  const strays = [...files.keys()]
    .filter((name) => name.startsWith('i18n/') && !languages.has(name.slice(5, -5)))
    .map((name) => `${name} is of a language that manifest.json does not name`);
  return [...languages]
    .flatMap(([language, texts]) => {
      if (texts === null) return [`i18n/${language}.json is missing or not of sections with texts`];
      return [...all]
        .filter((name) => !texts.get(name)?.trim())
        .map((name) => `i18n/${language}.json has no ${name}`);
    })
    .concat(strays);
}

function checkScript(files: Files, isSmall: boolean): string[] {
  const script = files.get('script.js')?.toString('utf8') ?? '';
  const faults = [...MAX_GZIP].flatMap(([name, most]) =>
    checkSize(name, files.get(name), isSmall ? most : null),
  );
  if (script !== '' && !/^(?:\/\*[\s\S]*?\*\/\s*)?define\(\[ ?"jquery" ?\],/.test(script))
    faults.push('script.js is no AMD module with jquery alone');
  return faults;
}

/** @param most bytes gzipped; null: this build is not meant to be small */
function checkSize(name: string, script: Buffer | undefined, most: number | null): string[] {
  if (script === undefined) return [`no ${name}`];
  if (most === null) return [];
  const bytes = gzipSync(script, { level: 9 }).length;
  const faults = bytes > most ? [`${name} has ${bytes} bytes gzipped, more than ${most}`] : [];
  if (/console\.(?:debug|log)|sourceMappingURL/.test(script.toString('utf8')))
    faults.push(`${name} holds debug logging or a source map`);
  return faults;
}

const i18nSchema = v.record(v.string(), v.record(v.string(), v.string()));

/** Texts of an i18n file, by path; null when it is none. */
export function textsOf(raw: unknown): ReadonlyMap<string, string> | null {
  const parsed = v.safeParse(i18nSchema, raw);
  if (!parsed.success) return null;
  return new Map(
    Object.entries(parsed.output).flatMap(([section, texts]) =>
      Object.entries(texts).map(([name, text]): [string, string] => [`${section}.${name}`, text]),
    ),
  );
}

function parseJson(content: Buffer | undefined): unknown {
  try {
    return JSON.parse(content?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}
