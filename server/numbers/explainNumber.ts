import { readPhones } from '../../protocol/readPhones';
import type { Message } from '../system/Message';
import { numberMessages } from './messages';
import type { NumberRule } from './NumberRule';
import type { NumberSettings } from './numberSettings';
import { rewriteNumber, ruleFor } from './rewriteNumber';

/** Shows how a number is rewritten in both directions, rule by rule, for `server numbers`. */
export function explainNumber(settings: NumberSettings, text: string): readonly Message[] {
  const number = readPhones(text)[0]?.number ?? text;
  return [
    numberMessages.toPbx(number, rewriteNumber(settings.toPbx, number)),
    ...explainRules(settings.toPbx, number),
    numberMessages.toCrm(number, rewriteNumber(settings.toCrm, number)),
    ...explainRules(settings.toCrm, number),
  ];
}

function explainRules(rules: readonly NumberRule[], number: string): readonly Message[] {
  const taken = ruleFor(rules, number);
  return rules.map((rule) => {
    const line = `  ${rule === taken ? '*' : ' '} ${rule.match} -> ${rule.replace}`;
    return ruleFor([rule], number) === null
      ? numberMessages.noMatch(line)
      : numberMessages.makes(line, rewriteNumber([rule], number));
  });
}
