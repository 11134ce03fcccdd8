import { driverKind } from '../DriverKind';
import { unusedExtensions } from '../unusedExtensions';
import { createMegafon, megafonCheck } from './createMegafon';
import { megafonSettingsSchema } from './megafonSettings';

/** MegaFon VATS, over both generations of its API. */
export const megafonDriver = driverKind('megafon', {
  settings: megafonSettingsSchema,
  secrets: new Map([
    ['ASTERISKNG_MEGAFON_KEY', 'key'],
    ['ASTERISKNG_MEGAFON_TOKEN', 'crmToken'],
  ]),
  configure: (settings) => ({
    numbers: settings.numbers,
    keepsDrafts: false,
    create: (options) => createMegafon(settings, options),
    settingFindings: (extensions) =>
      unusedExtensions('telephony.users', Object.keys(settings.users), extensions),
    checks: ({ agents, path, clock }) => [megafonCheck(settings, agents, path, clock)],
  }),
});
