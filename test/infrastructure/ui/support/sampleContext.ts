import { originalAbilities, type WidgetAbility } from '../../../../src/domain/calls/WidgetAbility';
import type { Call } from '../../../../src/domain/calls/Call';
import { amoTexts } from '../../../../src/infrastructure/amocrm/Texts';
import type { CallContext } from '../../../../src/infrastructure/ui/call/CallContext';
import en from '../../../../src/blank/i18n/en.json';
import { boardOf } from '../../../support/sampleCalls';

/** The widget's texts in English. */
export const texts = amoTexts({ i18n: (path) => (en as Record<string, unknown>)[path] });

/** All abilities. */
export const allAbilities: ReadonlySet<WidgetAbility> = new Set<WidgetAbility>([
  ...originalAbilities,
  'answer',
  'reject',
  'consult',
  'dtmf',
  'phases',
]);

/** The context of these calls where everything works, with changes. */
export const contextOf = (calls: readonly Call[], changes: Partial<CallContext> = {}): CallContext => ({
  board: boardOf(calls),
  abilities: allAbilities,
  callers: new Map(),
  makings: new Map(),
  keypadFor: null,
  pressed: { callId: null, digits: '' },
  hasTransfer: true,
  outage: null,
  now: 1_763_700_100_000,
  texts,
  ...changes,
});
