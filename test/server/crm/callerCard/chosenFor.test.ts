import { chosenFor } from '../../../../server/crm/callerCard/chosenFor';

const HOLDERS = [
  { id: 71, responsibleId: 2 },
  { id: 90, responsibleId: 4 },
];

/** 104 views their own contacts alone, 105 none, others all. */
function mayView(extension: string, { responsibleId }: { readonly responsibleId: number | null }): boolean {
  return extension === '104' ? responsibleId === 4 : extension !== '105';
}

/** @param made who has chosen what, the newest first */
function chosen(extension: string, ...made: readonly (readonly [string, number])[]): number | null {
  const choices = made.map(([by, contactId], index) => ({ by, contactId, at: 100 - index }));
  return chosenFor(extension, choices, HOLDERS, mayView);
}

test.each<[string, number | null, string, ...(readonly [string, number])[]]>([
  ['none was made', null, '101'],
  ['own', 90, '104', ['104', 90]],
  ['of a colleague who sees all', 71, '101', ['102', 71]],
  ['the newest of them', 90, '101', ['103', 90], ['102', 71]],
  ['of a colleague who sees some', null, '101', ['104', 90]],
  ['older ones behind it', 71, '101', ['104', 90], ['102', 71]],
  ['own, though colleagues have chosen since', 71, '101', ['102', 90], ['101', 71]],
  ['one that the agent may not view', null, '104', ['102', 71]],
  ['own of before, which they may not view any more', 90, '104', ['102', 90], ['104', 71]],
  ['one that has the number no more', null, '101', ['101', 5]],
  ['of an agent who is none any more', null, '101', ['105', 71]],
])('which choice counts: %s', (_what, expected, extension, ...made) => {
  expect(chosen(extension, ...made)).toBe(expected);
});
