import { shareOf } from '../../../server/history/shareOf';

const KNOWN = { cards: 'all', isOwned: true } as const;
const UNKNOWN = { cards: 'all', isOwned: false } as const;
const OTHERS_TOO = { cards: 'some', isOwned: true } as const;
const HIDDEN = { cards: 'none', isOwned: true } as const;

test.each([
  ['own, also with a hidden client', '102', ['102'], HIDDEN, [], 'whole'],
  ['rang here too, client seen', '101', ['102', '101'], KNOWN, [], 'facts'],
  ['rang here too, client hidden', '101', ['102', '101'], HIDDEN, [], 'part'],
  ['rang here too, client hidden, colleague seen', '101', ['102', '101'], HIDDEN, ['101'], 'whole'],
  ['rang here too, others have the number as well', '101', ['102', '101'], OTHERS_TOO, [], 'part'],
  ['a colleague’s, client seen', '101', ['101'], KNOWN, [], 'facts'],
  ['a seen colleague’s, client seen', '101', ['101'], KNOWN, ['101'], 'whole'],
  ['a colleague’s, number of no card', '101', ['101'], UNKNOWN, [], 'none'],
  ['a seen colleague’s, number of no card', '101', ['101'], UNKNOWN, ['101'], 'whole'],
  ['a colleague’s, others have the number as well', '101', ['101'], OTHERS_TOO, [], 'none'],
  ['a seen colleague’s, others have the number as well', '101', ['101'], OTHERS_TOO, ['101'], 'whole'],
  ['a seen colleague’s, client hidden', '101', ['101'], HIDDEN, ['101'], 'none'],
  ['of no agent, client seen', null, [], KNOWN, [], 'facts'],
  ['of no agent, number of no card', null, [], UNKNOWN, [], 'none'],
] as const)('%s', (_what, extension, extensions, client, mayView, share) => {
  const seen: readonly (string | null)[] = mayView;
  const call = { direction: 'inbound', extension, extensions } as const;
  expect(shareOf('102', call, client, (colleague) => seen.includes(colleague))).toBe(share);
});

test('a call between colleagues is theirs alone, whatever a third one may view', () => {
  const call = { direction: 'internal', extension: '101', extensions: ['101', '103'] } as const;
  const ofAll = (viewer: string) => shareOf(viewer, call, UNKNOWN, () => true);
  expect(['101', '102', '103'].map(ofAll)).toEqual(['whole', 'none', 'whole']);
});
