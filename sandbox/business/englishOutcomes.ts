import type { Business } from './Business';

/** What agents of the English business say a call ended with. Of its queue's calls one is wanted. */
export const englishOutcomes: NonNullable<Business['outcomes']> = {
  waitSeconds: 30,
  required: ['Sales'],
  list: [
    { id: 'agreed', text: 'Agreed', callStatus: 4 },
    {
      id: 'call-back',
      text: 'Call back',
      callStatus: 2,
      task: { text: 'Call back', inMinutes: 120 },
      callBack: true,
    },
    { id: 'quote', text: 'Wants a quote', task: { text: 'Send the quote', inMinutes: 1_440 } },
    { id: 'refused', text: 'Not interested' },
  ],
};
