/** The texts of one language as in i18n/*.json: sections inside sections, any number of levels. */
export interface Texts {
  readonly [name: string]: string | Texts;
}

/**
 * What amoCRM's `i18n` gives for a path such as `settings.fields.server.label`:
 * the text, or the whole section for a path that ends at one.
 * Undefined for an unknown section, an empty text for an unknown path within the sections.
 */
export function textAt(texts: Texts, path: string): string | Texts | undefined {
  const names = path.split('.');
  let found: string | Texts | undefined = texts;
  for (const name of names) {
    found = typeof found === 'object' && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found ?? (names.length > 1 ? '' : undefined);
}
