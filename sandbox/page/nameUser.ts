import { style } from './playStyle';

/** Header by which a request to the imitated API names the page's user. */
const HEADER = 'x-sandbox-user';

/**
 * amoCRM knows the page's user by a cookie; here each tab has a user of its own, so its requests to the API name it. In a
 * frame of the style page nothing is made: the request is not answered, or refused, as its state says.
 */
export function nameUser(userId: number): void {
  const real = window.fetch.bind(window);
  window.fetch = (target, options = {}) => {
    if (typeof target !== 'string' || !target.startsWith('/api/v4/')) return real(target, options);
    if (style !== null && options.method === 'POST')
      return style.makes === 'refused'
        ? Promise.resolve(new Response(null, { status: 403 }))
        : new Promise(() => undefined);
    const headers = new Headers(options.headers);
    headers.set(HEADER, String(userId));
    return real(target, { ...options, headers });
  };
}
