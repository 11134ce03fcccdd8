import { driverKind } from '../DriverKind';
import { ecss10SettingsSchema } from './ecss10Settings';
import { createEcss10, ecss10Check } from './node/createEcss10';

/** Eltex ECSS-10, over its Call API. */
export const ecss10Driver = driverKind('ecss10', {
  settings: ecss10SettingsSchema,
  secrets: new Map([['ASTERISKNG_ECSS10_KEY', 'apiKey']]),
  configure: (settings) => ({
    numbers: settings.numbers,
    keepsDrafts: false,
    create: (options) => ({ telephony: createEcss10(settings, options) }),
    settingFindings: () => [],
    checks: ({ agents, clock, readFile }) => [ecss10Check(settings, agents, clock, readFile)],
  }),
});
