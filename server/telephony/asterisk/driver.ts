import { rewriteNumber } from '../../numbers/rewriteNumber';
import { driverKind } from '../DriverKind';
import { agentPhone } from './AgentPhone';
import { openAmi } from './ami/openAmi';
import { asteriskSettingsSchema } from './asteriskSettings';
import { AsteriskCheck } from './check/AsteriskCheck';
import { judgeSettings } from './check/judgeSettings';
import { amiSettings, createAsterisk } from './createAsterisk';

/** Asterisk 16 and later, over its manager interface. */
export const asteriskDriver = driverKind('asterisk', {
  settings: asteriskSettingsSchema,
  secrets: new Map([['ASTERISKNG_AMI_SECRET', 'secret']]),
  configure: (settings) => ({
    numbers: settings.numbers,
    keepsDrafts: true,
    create(options) {
      const telephony = createAsterisk(settings, options);
      return {
        telephony,
        writesJournals: true,
        hasOpenCall: () => telephony.hasOpenCall(),
        isUnregistered: (extension) => telephony.isUnregistered(extension),
      };
    },
    settingFindings: (extensions) => judgeSettings(settings, extensions),
    checks({ clock, readFile, agents, path, isRoutingKey, outside, isOutsideExample }) {
      const { host, port, user } = settings.ami;
      return [
        new AsteriskCheck(openAmi(amiSettings(settings, readFile), clock), {
          at: `${host}:${port}`,
          user,
          context: settings.context,
          phones: agents.map(({ extension }) => agentPhone(settings, extension)),
          routing: isRoutingKey === null ? null : { path, isKey: isRoutingKey },
          outside: rewriteNumber(settings.numbers.toPbx, outside.replace(/[^\d+*#]/g, '')),
          isOutsideExample,
          clock,
        }),
      ];
    },
  }),
});
