/** The backend's URL with its secret key, as the wire wants it: the query `secret_key`. */
export function withKey(url: string, secretKey: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}secret_key=${encodeURIComponent(secretKey)}`;
}
