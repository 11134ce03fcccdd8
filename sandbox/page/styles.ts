import type { StyleCaption } from './StyleCaption';

/** What can be chosen to be seen side by side; the first of each is chosen at first. */
const CHOICES = {
  lang: { title: 'Язык · Language', values: ['ru', 'en', 'es', 'pt'] },
  theme: { title: 'Тема · Theme', values: ['light', 'dark'] },
  size: { title: 'Окно · Window', values: ['390x800', '1280x600'] },
} as const;

/** How much smaller than it is a frame is shown, by its width in px: as much as it takes to read the widget. */
const SCALES = new Map([
  [390, 0.8],
  [1280, 0.6],
]);

const query = new URLSearchParams(location.search);

/** The chosen values, as in the query: `?lang=ru,en`. */
function chosen(name: keyof typeof CHOICES): readonly string[] {
  const { values } = CHOICES[name];
  const given = (query.get(name) ?? '').split(',');
  const known = values.filter((one) => given.includes(one));
  return known.length > 0 ? known : [values[0]];
}

function node<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Draws the form; a change loads the page again with what is chosen. */
function drawChoices(): void {
  const form = document.querySelector('#choices');
  for (const name of ['lang', 'theme', 'size'] as const) {
    const { title, values } = CHOICES[name];
    const group = node('fieldset', {}, node('legend', {}, title));
    for (const value of values) {
      const checked = chosen(name).includes(value);
      group.append(node('label', {}, node('input', { type: 'checkbox', name, value, checked }), value));
    }
    form?.append(group);
  }
  form?.addEventListener('change', () => {
    for (const name of ['lang', 'theme', 'size'])
      query.set(
        name,
        [...document.querySelectorAll<HTMLInputElement>(`[name=${name}]:checked`)]
          .map(({ value }) => value)
          .join(','),
      );
    location.search = query.toString();
  });
}

/** A frame with the host page in this state, smaller than it is. */
function frame(state: string, lang: string, theme: string, size: string): HTMLElement {
  const [width = 0, height = 0] = size.split('x').map(Number);
  const scale = SCALES.get(width) ?? 1;
  const src = `/?state=${state}&lang=${lang}&theme=${theme}`;
  const inner = node('iframe', { src, title: `${state}, ${lang}, ${theme}, ${size}`, loading: 'lazy' });
  Object.assign(inner.style, { width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` });
  const view = node('div', { className: 'view' }, inner);
  Object.assign(view.style, { width: `${width * scale}px`, height: `${height * scale}px` });
  const link = node('a', { href: src, target: '_blank' }, [lang, theme, size].join(' · '));
  return node('figure', { className: 'frame' }, node('figcaption', {}, link), view);
}

/** Draws every state, or the one that the query names (`only`), in each combination of what is chosen. */
async function main(): Promise<void> {
  drawChoices();
  const states = (await (await fetch('/ajax/styles')).json()) as readonly StyleCaption[];
  const only = query.get('only');
  for (const { name, title } of states) {
    if (only !== null && only !== name) continue;
    const frames = node('div', { className: 'frames' });
    for (const lang of chosen('lang'))
      for (const theme of chosen('theme'))
        for (const size of chosen('size')) frames.append(frame(name, lang, theme, size));
    const link = node('a', { href: `?only=${name}&lang=ru,en,es,pt&theme=light,dark` }, name);
    const heading = node('h2', {}, `${title.ru} · ${title.en} · `, link);
    document.querySelector('#states')?.append(node('section', { className: 'state' }, heading, frames));
  }
}

void main();
