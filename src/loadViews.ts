import type * as Form from './openForm';
import type * as Views from './createViews';

/** Loads views.js, which the zip has beside script.js: once for a page. Rejects when the host does not serve it. */
export function loadViews(): Promise<typeof Views> {
  return import(/* webpackChunkName: "views" */ './createViews');
}

/** Loads settings.js in the same way. */
export function loadForm(): Promise<typeof Form> {
  return import(/* webpackChunkName: "settings" */ './openForm');
}

/** Loads english.js in the same way: the texts, by section. */
export async function loadEnglish(): Promise<Readonly<Record<string, unknown>>> {
  return (await import(/* webpackChunkName: "english" */ './english')).english;
}
