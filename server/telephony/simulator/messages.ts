import type { Messages } from '../../system/Message';

/** The simulator. */
export const simulatorMessages = {
  runs: {
    en: 'The simulator is in use, which makes no real calls: set telephony.driver.',
    ru: 'Работает имитатор, настоящих звонков нет: задайте telephony.driver.',
  },
} satisfies Messages;
