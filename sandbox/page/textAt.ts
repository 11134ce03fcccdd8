/** Texts of one language as in i18n/*.json, in nested sections. */
export interface Texts {
  readonly [name: string]: string | Texts;
}

/**
 * Looks up a path as amoCRM's `i18n` does, such as `settings.fields.server.label`: returns its text, or the section
 * when it ends at one; undefined for an unknown section, an empty text for an unknown path of several names.
 */
export function textAt(texts: Texts, path: string): string | Texts | undefined {
  const names = path.split('.');
  let found: string | Texts | undefined = texts;
  for (const name of names) {
    found = typeof found === 'object' && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found ?? (names.length > 1 ? '' : undefined);
}
