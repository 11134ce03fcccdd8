/** Texts by their path, such as `panel.hangup`. */
type Texts = ReadonlyMap<string, string>;

/**
 * Texts that no source names in full: amoCRM itself looks up the first, the others are named by a word, such as
 * the reason of a failure or what a phone does, by the action that failed or is offered, by a filter or by the time of a task, which the compiler checks.
 */
const NAMED_ELSEWHERE =
  /^(?:widget|failure|presence|reason|past|end)\.|^panel\.\w+Failed$|^note\.(?:[A-Z]\w+|in[A-Z]\w+|morning|evening)$|^missed\.(?:take|giveBack)$|^history\.(?:\w+Calls|(?:in|out)bound|internal|missed|busy|noAnswer|rejected|elsewhere)$/;

/**
 * Compares the languages with each other and with the sources.
 * @param languages language -> its texts
 * @param sources text of all sources that may name a text
 * @returns what is wrong, one sentence each
 */
export function checkTexts(languages: ReadonlyMap<string, Texts>, sources: string): string[] {
  const faults: string[] = [];
  const all = new Set([...languages.values()].flatMap((texts) => [...texts.keys()]));
  for (const [language, texts] of languages) {
    for (const path of all) {
      const text = texts.get(path);
      if (text === undefined) faults.push(`${language} has no ${path}`);
      else if (text.trim() === '') faults.push(`${language} has an empty ${path}`);
    }
  }
  for (const path of all) {
    const places = [...languages].map(
      ([language, texts]) => [language, placeholders(texts.get(path) ?? '')] as const,
    );
    if (new Set(places.map(([, found]) => found)).size > 1)
      faults.push(
        `${path}: placeholders differ: ${places.map(([language, found]) => `${language} ${found || 'none'}`).join(', ')}`,
      );
    if (!NAMED_ELSEWHERE.test(path) && !new RegExp(`['"]${path.replace('.', '\\.')}['"]`).test(sources)) {
      faults.push(`${path} is used nowhere`);
    }
  }
  return faults;
}

/** `{{ … }}` in a template that do not escape: Twig in amoCRM does not do it by itself. */
export function unescaped(template: string): string[] {
  return [...template.matchAll(/\{\{(.*?)\}\}/gs)]
    .map(([, inside]) => (inside ?? '').trim())
    .filter((inside) => !/\|\s*e$/.test(inside));
}

function placeholders(text: string): string {
  return [...text.matchAll(/\{\w+\}/g)]
    .map(([place]) => place)
    .sort()
    .join();
}
