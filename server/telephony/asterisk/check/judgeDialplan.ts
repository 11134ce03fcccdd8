import type { Finding } from '../../../system/Check';

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

/** A context of ours that 1.0.0 did not have yet. */
export const NEWEST_CONTEXT = 'asteriskng-look';

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

/** What Asterisk has told of its dialplan. */
export interface DialplanSeen {
  /** Contexts that it has, of ours and of the agents'. */
  readonly known: ReadonlySet<string>;
  readonly agentsContext: string;
  readonly lookedUp: readonly LookedUp[];
}

/** What is wrong with the dialplan. */
export function judgeDialplan({ known, agentsContext, lookedUp }: DialplanSeen): readonly Finding[] {
  const findings: Finding[] = [];
  const missing = ourContexts.filter((context) => !known.has(context));
  if (missing.length > 0)
    findings.push({
      level: 'fault',
      text:
        `The dialplan lacks ${missing.join(', ')}: include extensions_asteriskng.conf in extensions.conf (FreePBX: ` +
        "extensions_custom.conf) and run asterisk -rx 'dialplan reload'.",
    });
  else if (!known.has(NEWEST_CONTEXT))
    findings.push({
      level: 'warning',
      text:
        'extensions_asteriskng.conf is of an older version, so a number that the dialplan does not know is shown as a ' +
        "cancelled call: copy the new file and run asterisk -rx 'dialplan reload'.",
    });
  const named = 'telephony.context is to name the one in which agents dial.';
  if (agentsContext.startsWith('asteriskng-'))
    findings.push({ level: 'fault', text: `The context ${agentsContext} is AsteriskNG's own: ${named}` });
  else if (!known.has(agentsContext))
    findings.push({ level: 'fault', text: `The dialplan has no context ${agentsContext}: ${named}` });
  else findings.push(...unknownNumbers(agentsContext, lookedUp));
  return findings.length > 0
    ? findings
    : [
        {
          level: 'ok',
          text: `The dialplan has all contexts, and all numbers tried are in ${agentsContext}.`,
        },
      ];
}

function unknownNumbers(context: string, lookedUp: readonly LookedUp[]): readonly Finding[] {
  const unknown = lookedUp.filter(({ isFound }) => !isFound);
  const agents = unknown.flatMap(({ agent }) => agent ?? []);
  const findings: Finding[] = [];
  if (agents.length > 0)
    findings.push({
      level: 'fault',
      text:
        `The context ${context} does not have ${agents.join(', ')}, so colleagues can not be called: ` +
        'correct telephony.context, or the extension.',
    });
  for (const { number, agent, isExample = false } of unknown)
    if (agent === null && isExample)
      findings.push({
        level: 'unseen',
        text:
          `Whether clients can be called was not looked at: the context ${context} does not have ${number}, which is an ` +
          'example of a Russian number. Name a number of a client of yours, such as: check +442071234567',
      });
    else if (agent === null)
      findings.push({
        level: 'fault',
        text:
          `The context ${context} does not have ${number}, a number outside, so clients can not be called: correct ` +
          'telephony.context, or telephony.numbers.toPbx when the dialplan wants numbers written otherwise. Another ' +
          'number is tried by: check +442071234567',
      });
  return findings;
}
