import type { LogMessages } from '../system/Message';

/** Log entries about the connection to the telephone system. */
export const linkLog = {
  lost: { event: 'telephony.link-lost', en: 'link lost', ru: 'связь с АТС потеряна' },
} satisfies LogMessages;
