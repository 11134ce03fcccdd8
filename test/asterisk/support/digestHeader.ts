import { createHash, randomBytes } from 'node:crypto';
import { header, type SipMessage } from './SipMessage';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The header that proves the password to a 401 or 407 (RFC 2617). */
export function digestHeader(
  refusal: SipMessage,
  request: {
    readonly method: string;
    readonly uri: string;
    readonly user: string;
    readonly password: string;
  },
): string {
  const isProxy = refusal.code === 407;
  const challenge = header(refusal, isProxy ? 'proxy-authenticate' : 'www-authenticate');
  const part = (name: string): string => new RegExp(`\\b${name}="?([^",]+)"?`).exec(challenge)?.[1] ?? '';
  const [realm, nonce, opaque] = [part('realm'), part('nonce'), part('opaque')];
  const [count, own] = ['00000001', randomBytes(8).toString('hex')];
  const secret = md5(`${request.user}:${realm}:${request.password}`);
  const what = md5(`${request.method}:${request.uri}`);
  const hasQop = part('qop') !== '';
  const response = md5(
    hasQop ? [secret, nonce, count, own, 'auth', what].join(':') : [secret, nonce, what].join(':'),
  );
  const fields = [
    `username="${request.user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${request.uri}"`,
    `response="${response}"`,
    'algorithm=MD5',
    ...(opaque === '' ? [] : [`opaque="${opaque}"`]),
    ...(hasQop ? ['qop=auth', `nc=${count}`, `cnonce="${own}"`] : []),
  ];
  return `${isProxy ? 'Proxy-Authorization' : 'Authorization'}: Digest ${fields.join(', ')}`;
}
