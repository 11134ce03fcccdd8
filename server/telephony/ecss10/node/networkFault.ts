import { Ecss10Fault } from '../Ecss10Fault';

/** Codes by which Node and OpenSSL refuse a certificate. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ALTNAME/;

/** Tells a certificate that is not trusted from a softswitch that is not there. The error's own text stays out. */
export function networkFault(what: string, error: Error & { readonly code?: string }): Ecss10Fault {
  const code = error.code ?? '';
  if (CERTIFICATE.test(code)) return new Ecss10Fault('certificate', `${what}: ${code}`);
  return new Ecss10Fault('unreachable', code === '' ? what : `${what}: ${code}`);
}
