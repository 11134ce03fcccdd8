/** Result of reading the backend's address, as the administrator has typed it. */
export type ServerUrl =
  | { readonly kind: 'ok'; readonly url: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'notHttps' }
  | { readonly kind: 'invalid' };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/**
 * The backend's URL for an address as typed. Without a scheme it is https, as in the original widget:
 * `domain.com/asterisk_ng` is `https://domain.com/asterisk_ng`. http is valid for loopback addresses only. User
 * information, query and fragment are invalid.
 */
export function serverUrl(address: string): ServerUrl {
  const text = address.trim();
  if (text === '') return { kind: 'empty' };
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#\s@:]+|\[[0-9a-f:]+\])(:\d{1,5})?(\/[^?#\s]*)?$/iu.exec(
    text,
  );
  const host = match?.[2];
  if (match === null || host === undefined) return { kind: 'invalid' };
  const scheme = (match[1] ?? 'https').toLowerCase();
  if (scheme === 'http' && !LOOPBACK.test(host)) return { kind: 'notHttps' };
  if (scheme !== 'https' && scheme !== 'http') return { kind: 'invalid' };
  return { kind: 'ok', url: `${scheme}://${host}${match[3] ?? ''}${match[4] ?? ''}` };
}
