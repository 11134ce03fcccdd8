import * as v from 'valibot';
import { numberSettingsSchema } from '../../../../../../server/numbers/numberSettings';
import { rewriteNumber } from '../../../../../../server/numbers/rewriteNumber';
import { agentOfChannel } from '../../../../../../server/telephony/asterisk/agentOfChannel';
import type { AsteriskNumbering } from '../../../../../../server/telephony/asterisk/tracking/AsteriskNumbering';

const { toCrm } = v.parse(numberSettingsSchema, {});
const EXTENSIONS = ['101', '102', '103', '104'];

/** 103 has a second phone. */
const devices = EXTENSIONS.map((extension) => {
  const phones = extension === '103' ? ['103', '203'] : [extension];
  const names = ['PJSIP', 'SIP', 'DAHDI', 'IAX2', 'SCCP'].flatMap((technology) =>
    phones.map((phone) => `${technology}/${phone}`),
  );
  return [extension, names] as const;
});

/** The agents of the reported calls. */
export const reportedNumbering: AsteriskNumbering = {
  extensionOf: agentOfChannel(new Map(devices)),
  isAgent: (number) => EXTENSIONS.includes(number),
  toCrm: (number) => rewriteNumber(toCrm, number),
};
