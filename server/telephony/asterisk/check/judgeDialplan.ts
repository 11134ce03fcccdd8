import type { Finding } from '../../../system/Check';
import { dialplanMessages as messages } from './messages';

/** Our contexts: deploy/asterisk/extensions_asteriskng.conf. */
export const ourContexts = [
  'asteriskng-call',
  'asteriskng-hold',
  'asteriskng-wait',
  'asteriskng-consult',
  'asteriskng-back',
  'asteriskng-transfer',
  'asteriskng-recall',
  'asteriskng-redial',
] as const;

/** The context that came last to our dialplan: without it the file is of an older version. */
export const NEWEST_CONTEXT = 'asteriskng-keys';

/** A number that was looked up in the agents' context. */
export interface LookedUp {
  /** As the dialplan has it. */
  readonly number: string;
  /** The agent whose extension it is; null: a number outside. */
  readonly agent: string | null;
  /** A number outside that stands for one that the administrator has not named. */
  readonly isExample?: boolean;
  readonly isFound: boolean;
}

/** What was read of Asterisk's dialplan. */
export interface DialplanSeen {
  /** Those of our contexts and the agents' context that exist. */
  readonly known: ReadonlySet<string>;
  readonly agentsContext: string;
  readonly lookedUp: readonly LookedUp[];
}

/** Findings about the dialplan. */
export function judgeDialplan({ known, agentsContext, lookedUp }: DialplanSeen): readonly Finding[] {
  const findings: Finding[] = [];
  const missing = ourContexts.filter((context) => !known.has(context));
  if (missing.length > 0) findings.push({ level: 'fault', text: messages.missing(missing.join(', ')) });
  else if (!known.has(NEWEST_CONTEXT)) findings.push({ level: 'warning', text: messages.old });
  if (agentsContext.startsWith('asteriskng-'))
    findings.push({ level: 'fault', text: messages.ownContext(agentsContext) });
  else if (!known.has(agentsContext))
    findings.push({ level: 'fault', text: messages.noContext(agentsContext) });
  else findings.push(...unknownNumbers(agentsContext, lookedUp));
  return findings.length > 0 ? findings : [{ level: 'ok', text: messages.good(agentsContext) }];
}

function unknownNumbers(context: string, lookedUp: readonly LookedUp[]): readonly Finding[] {
  const unknown = lookedUp.filter(({ isFound }) => !isFound);
  const agents = unknown.flatMap(({ agent }) => agent ?? []);
  const findings: Finding[] = [];
  if (agents.length > 0)
    findings.push({ level: 'fault', text: messages.noAgents(context, agents.join(', ')) });
  for (const { number, agent, isExample = false } of unknown)
    if (agent === null && isExample)
      findings.push({ level: 'unseen', text: messages.noExample(context, number) });
    else if (agent === null) findings.push({ level: 'fault', text: messages.noOutside(context, number) });
  return findings;
}
