import type * as Views from './createViews';

/** Loads views.js, which the zip has beside script.js: once for a page. Rejects when the host does not serve it. */
export function loadViews(): Promise<typeof Views> {
  return import(/* webpackChunkName: "views" */ './createViews');
}
