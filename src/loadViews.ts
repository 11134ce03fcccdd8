import type * as Form from './openForm';
import type * as Views from './createViews';

/** Loads views.js from beside script.js, once in a page. Rejects when it can't be loaded; a later call tries again. */
export function loadViews(): Promise<typeof Views> {
  return import(/* webpackChunkName: "views" */ './createViews');
}

/** Loads settings.js, as `loadViews` does views.js. */
export function loadForm(): Promise<typeof Form> {
  return import(/* webpackChunkName: "settings" */ './openForm');
}

/** Loads english.js, as `loadViews` does views.js. Resolves to section -> its texts. */
export async function loadEnglish(): Promise<Readonly<Record<string, unknown>>> {
  return (await import(/* webpackChunkName: "english" */ './english')).english;
}
