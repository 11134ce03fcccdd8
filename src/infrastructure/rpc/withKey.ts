/** Adds the secret key to the backend's URL, escaped, as the query `secret_key`. */
export function withKey(url: string, secretKey: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}secret_key=${encodeURIComponent(secretKey)}`;
}
