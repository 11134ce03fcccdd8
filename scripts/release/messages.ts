import type { Messages } from '../../server/system/Message';

/** What the released program says before it can load the rest of itself. */
export const launcherMessages = {
  /** @param needed such as `22.13`. @param place stands for the version that runs it */
  oldNode: (needed: string, place: string) => ({
    en: `AsteriskNG needs Node.js ${needed} or newer, and this is ${place}: install Node.js 24 (docs/INSTALL.en.md, step 1).`,
    ru: `AsteriskNG нужен Node.js ${needed} или новее, а это ${place}: поставьте Node.js 24 (docs/INSTALL.md, шаг 1).`,
  }),
} satisfies Messages;
