import type { Message, Messages } from '../../system/Message';

/** Results of tasks that are completed for the agents, in the language of the account. */
export const callBackTexts = {
  talked: { en: 'The client was talked with', ru: 'Разговор состоялся' },
  over: { en: 'Calling back is no longer needed', ru: 'Перезванивать больше не нужно' },
  by: (text: Message, name: string) => ({ en: `${text.en}: ${name}`, ru: `${text.ru}: ${name}` }),
} satisfies Messages;
