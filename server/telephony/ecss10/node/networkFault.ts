import { Ecss10Fault } from '../Ecss10Fault';

/** Error codes of Node and OpenSSL for a refused certificate. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ALTNAME/;

/** Distinguishes an untrusted certificate from an unreachable softswitch. The error's message is left out. */
export function networkFault(what: string, error: Error & { readonly code?: string }): Ecss10Fault {
  const code = error.code ?? '';
  if (CERTIFICATE.test(code)) return new Ecss10Fault('certificate', `${what}: ${code}`);
  return new Ecss10Fault('unreachable', code === '' ? what : `${what}: ${code}`);
}
