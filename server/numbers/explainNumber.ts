import { readPhones } from '../../protocol/phoneText';
import type { NumberRule } from './NumberRule';
import type { NumberSettings } from './numberSettings';
import { rewriteNumber, ruleFor } from './rewriteNumber';

/** What becomes of a number in both directions, rule by rule, as lines for a person to read. */
export function explainNumber(settings: NumberSettings, text: string): readonly string[] {
  const number = readPhones(text)[0]?.number ?? text;
  return [
    ...explain('to the telephone system', settings.toPbx, number),
    ...explain('to amoCRM', settings.toCrm, number),
  ];
}

function explain(direction: string, rules: readonly NumberRule[], number: string): readonly string[] {
  const taken = ruleFor(rules, number);
  const lines = rules.map((rule) => {
    const alone = rewriteNumber([rule], number);
    const does = ruleFor([rule], number) === null ? 'does not match' : `makes ${alone}`;
    return `  ${rule === taken ? '*' : ' '} ${rule.match} -> ${rule.replace}: ${does}`;
  });
  return [`${number} ${direction}: ${rewriteNumber(rules, number)}`, ...lines];
}
