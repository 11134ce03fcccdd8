import type { Agent } from '../calls/Agent';
import type { Check, Finding } from '../system/Check';
import type { IdentitySettings } from './identitySettings';
import { identityCheckMessages as messages } from './messages';

/** The parts of the configuration that the check looks at. */
export interface IdentityConfiguration {
  readonly identity?: IdentitySettings | undefined;
  readonly amocrm?: { readonly address: string } | undefined;
  readonly agents: readonly Agent[];
  readonly http: { readonly cors: { readonly origins: readonly string[] } };
}

/** Says what the mode of `identity` means, and looks at its settings. It can't try a token: only a page of amoCRM gets one. */
export class IdentityCheck implements Check {
  readonly name = messages.heading;

  constructor(private readonly configuration: IdentityConfiguration) {}

  run(): Promise<readonly Finding[]> {
    return Promise.resolve(findings(this.configuration));
  }
}

function findings({ identity, amocrm, agents, http }: IdentityConfiguration): readonly Finding[] {
  if (identity?.mode !== 'required') return [{ level: 'ok', text: messages.off }];
  const found: Finding[] = [{ level: 'ok', text: messages.required }];
  if (identity.secrets.length > 1) found.push({ level: 'warning', text: messages.twoSecrets });
  if (amocrm !== undefined && new URL(amocrm.address).origin !== identity.account)
    found.push({ level: 'fault', text: messages.otherAccount });
  const foreign = http.cors.origins.filter((origin) => origin !== identity.account);
  if (foreign.length > 0) found.push({ level: 'warning', text: messages.foreignOrigins(foreign.join(', ')) });
  const unknown = agents.filter(({ amouserId }) => amouserId === undefined).map(({ email }) => email);
  if (amocrm === undefined && unknown.length > 0)
    found.push({ level: 'fault', text: messages.agents(messages.noUsers, unknown.join(', ')) });
  return found;
}
