import { createHmac } from 'node:crypto';

/** The secret of the test's integration, and what stands behind a rotation. */
export const SECRET = 'secret-of-the-integration-0123456789';
export const NEXT_SECRET = 'next-secret-of-the-integration-0123456789';

/** The section `identity` of the test, with its secrets. */
export const identitySection = {
  mode: 'required' as const,
  clientId: '1F2E3D4C-5B6A-4789-8abc-def012345678',
  account: 'https://company.amocrm.ru',
  accountId: 4_242,
  redirectUri: 'https://telephony.example.com/oauth',
  ask: 'Иван, доб. 100',
  secrets: SECRET,
};

/** A token as amoCRM is documented to make it, put together by hand: JWT, HS256. */
export function amoToken(
  now: number,
  claims: Readonly<Record<string, unknown>> = {},
  { secret = SECRET, header = { typ: 'JWT', alg: 'HS256' } }: { secret?: string; header?: object } = {},
): string {
  const at = Math.floor(now / 1_000);
  const payload = {
    iss: 'https://company.amocrm.ru',
    aud: 'https://telephony.example.com',
    jti: '0d4f0a3e-7b0c-4a53-a3a5-6b9f3a0d7a11',
    iat: at,
    nbf: at,
    exp: at + 1_800,
    account_id: 4_242,
    user_id: 1,
    client_uuid: '1f2e3d4c-5b6a-4789-8abc-def012345678',
    ...claims,
  };
  const signed = [header, payload].map((part) => base64(JSON.stringify(part))).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64url');
}
