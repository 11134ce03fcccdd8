import type { LogMessages, Messages } from '../system/Message';

/** Log entries about the connection to the telephone system. */
export const linkLog = {
  lost: { event: 'telephony.link-lost', en: 'link lost', ru: 'связь с АТС потеряна' },
} satisfies LogMessages;

/** What is wrong with the copy of amoCRM's cards, for `/health`. */
export const indexMessages = {
  old: {
    en: 'changes in amoCRM could not be read for 15 minutes or more: agents see names, leads and whose they are as they were then; the log says why (index.failing)',
    ru: 'изменения в amoCRM не читаются уже 15 минут или дольше: операторы видят имена, сделки и чьи они такими, какими они были тогда; причина в журнале (index.failing)',
  },
} satisfies Messages;
