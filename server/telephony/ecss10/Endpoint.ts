/** Where the softswitch is, and whom to trust. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Certificate that is trusted, PEM; null: those of well-known authorities. */
  readonly ca: string | null;
}

/** The page that a person opens to look at the certificate, without the slash at its end. */
export function originOf({ host, port }: Endpoint): string {
  return `https://${host}:${port}`;
}
