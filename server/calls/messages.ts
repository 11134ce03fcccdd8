import type { LogMessages } from '../system/Message';

/** The log of calls. */
export const callLog = {
  leftOnHold: {
    event: 'calls.client-left-on-hold',
    en: 'a client is left on hold after a consultation',
    ru: 'после консультации клиент остался на удержании',
  },
} satisfies LogMessages;
