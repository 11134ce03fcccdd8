import { createHash } from 'node:crypto';
import { AmiFault, type Ami, type AmiAction } from './Ami';
import type { AmiSettings } from './AmiSettings';

/**
 * Logs in by the answer to Asterisk's MD5 challenge. The secret itself is sent only when Asterisk gives no challenge and
 * the connection is encrypted. Fails with an `AmiFault`.
 */
export async function login(ami: Pick<Ami, 'send'>, settings: AmiSettings): Promise<void> {
  const challenge = await challengeOf(ami);
  if (challenge === null && settings.tls === undefined)
    throw new AmiFault('loginRefused', 'it gives no challenge, and the connection is not encrypted');
  try {
    await ami.send(loginAction(settings, challenge));
  } catch (fault) {
    if (!(fault instanceof AmiFault) || fault.reason !== 'refused') throw fault;
    // Asterisk's message is left out, since it may repeat what was sent.
    throw new AmiFault('loginRefused');
  }
}

async function challengeOf(ami: Pick<Ami, 'send'>): Promise<string | null> {
  try {
    const { response } = await ami.send({ name: 'Challenge', fields: { AuthType: 'MD5' } });
    return response['Challenge'] ?? null;
  } catch (fault) {
    if (fault instanceof AmiFault && fault.reason === 'refused') return null;
    throw fault;
  }
}

function loginAction({ user, secret, eventMask }: AmiSettings, challenge: string | null): AmiAction {
  const proof =
    challenge === null
      ? { Secret: secret }
      : { AuthType: 'MD5', Key: createHash('md5').update(challenge).update(secret).digest('hex') };
  return {
    name: 'Login',
    fields: { Username: user, ...proof, ...(eventMask === undefined ? {} : { Events: eventMask }) },
  };
}
