import * as v from 'valibot';
import type { Agent } from '../calls/Agent';

/** The user in amoCRM's page, not parsed yet. */
export interface HostUser {
  /** E-mail. */
  readonly amouser?: string;
  readonly amouser_id?: string | number;
  /** `constant('user')`: `personal_mobile` is the telephone in the profile, as public widgets read it. */
  readonly user: unknown;
}

const schema = v.object({
  personal_mobile: v.union([v.string(), v.number()]),
  name: v.optional(v.string(), ''),
});

/** The user as an agent, by the number in the profile; null: there is none, or the host does not have it. */
export function agentOf({ amouser = '', amouser_id, user }: HostUser): Agent | null {
  const parsed = v.safeParse(schema, user);
  if (!parsed.success) return null;
  const extension = String(parsed.output.personal_mobile).replace(/\D/g, '');
  if (extension === '') return null;
  return { email: amouser, amouserId: Number(amouser_id), extension, name: parsed.output.name };
}
