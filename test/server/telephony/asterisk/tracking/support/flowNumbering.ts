import type { AsteriskNumbering } from '../../../../../../server/telephony/asterisk/tracking/AsteriskNumbering';
import { rewriteNumber } from '../../../../../../server/numbers/rewriteNumber';
import { TO_CRM } from '../../../../../flows/FlowBackend';

/** The agents of the offices in which flows are played: three each. */
export const flowNumbering: AsteriskNumbering = {
  extensionOf: (channel) => /^PJSIP\/(\d\d0[123])-/.exec(channel)?.[1] ?? null,
  isAgent: (number) => /^\d\d0[123]$/.test(number),
  context: 'internal-10',
  toCrm: (number) => rewriteNumber(TO_CRM, number),
};
