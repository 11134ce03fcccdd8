import type { Messages } from '../../system/Message';

/** The simulator. */
export const simulatorMessages = {
  runs: {
    en: 'The simulator is in use, which makes no real calls: set telephony.driver.',
    ru: 'Работает имитатор, настоящих звонков нет: задайте telephony.driver.',
  },
  /** The door is for this machine alone. */
  openDoor: (host: string) => ({
    en: `telephony.door is on while the backend listens on ${host}: leave it out, or host.`,
    ru: `telephony.door включено, а сервер слушает ${host}: уберите door или host.`,
  }),
} satisfies Messages;
