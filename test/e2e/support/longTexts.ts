import { pack } from '../../../scripts/zip/pack';
import { unpack } from '../../../scripts/zip/unpack';
import { widgetZip } from './SandboxPage';

/**
 * The widget's zip with each text a third longer, in all languages: the beginning is repeated at the end, joined to the
 * last word. Placeholders in braces are kept.
 */
export async function longTexts(): Promise<Buffer> {
  const files = new Map(await unpack(widgetZip));
  for (const [name, content] of files)
    if (name.startsWith('i18n/')) {
      const texts: unknown = JSON.parse(content.toString('utf8'));
      files.set(name, Buffer.from(JSON.stringify(lengthened(texts))));
    }
  return pack(files);
}

function lengthened(texts: unknown): unknown {
  if (typeof texts === 'string') {
    const words = texts.replace(/\{\w+\}/g, '').trim();
    return texts + words.slice(0, Math.ceil(words.length / 3)).trimEnd();
  }
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, lengthened(value)]));
}
