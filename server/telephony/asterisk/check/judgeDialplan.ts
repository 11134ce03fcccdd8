import type { Finding } from '../../../commands/Check';

/** Our contexts: asterisk/extensions_asteriskng.conf. */
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

/** What is wrong with the dialplan. @param known contexts that Asterisk has, of ours and of the agents' */
export function judgeDialplan(known: ReadonlySet<string>, agentsContext: string): readonly Finding[] {
  const findings: Finding[] = [];
  const missing = ourContexts.filter((context) => !known.has(context));
  if (missing.length > 0)
    findings.push({
      level: 'fault',
      text:
        `The dialplan lacks ${missing.join(', ')}: include extensions_asteriskng.conf in extensions.conf (FreePBX: ` +
        "extensions_custom.conf) and run asterisk -rx 'dialplan reload'.",
    });
  if (!known.has(agentsContext))
    findings.push({
      level: 'fault',
      text: `The dialplan has no context ${agentsContext}: telephony.context is to name the one in which agents dial.`,
    });
  return findings.length > 0 ? findings : [{ level: 'ok', text: 'The dialplan has all contexts.' }];
}
