/** Address of the softswitch, and the certificate to trust. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Trusted certificate, PEM; null: those of well-known authorities. */
  readonly ca: string | null;
}

/** Origin of the softswitch, which a browser can open to show the certificate. */
export function originOf({ host, port }: Endpoint): string {
  return `https://${host}:${port}`;
}
