import { driverKind } from '../DriverKind';
import { simulatorMessages } from './messages';
import { Simulator } from './Simulator';
import { simulatorRoutes } from './simulatorRoutes';
import { simulatorSettingsSchema } from './simulatorSettings';

/** A telephone system in memory, for tests and demonstrations. */
export const simulatorDriver = driverKind('simulator', {
  settings: simulatorSettingsSchema,
  secrets: new Map(),
  configure: (settings) => ({
    numbers: null,
    keepsDrafts: false,
    create({ agents, clock }) {
      const simulator = new Simulator(new Set(agents.map(({ extension }) => extension)), settings, clock);
      return {
        telephony: simulator,
        openRoutes: (http, { directory, callsOf }) => {
          if (settings.door) simulatorRoutes(http, simulator, directory, callsOf);
        },
      };
    },
    settingFindings: (_extensions, host) => {
      const isOpen = settings.door && !/^(?:127\.|::1$|localhost$)/.test(host);
      const texts = [simulatorMessages.runs, ...(isOpen ? [simulatorMessages.openDoor(host)] : [])];
      return texts.map((text) => ({ level: 'warning', text }));
    },
    checks: () => [],
  }),
});
