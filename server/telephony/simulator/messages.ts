import type { Messages } from '../../system/Message';

/** The simulator. */
export const simulatorMessages = {
  runs: {
    en: 'The simulator runs, which makes no real calls: set telephony.driver.',
    ru: 'Работает имитатор, настоящих звонков нет: задайте telephony.driver.',
  },
} satisfies Messages;
