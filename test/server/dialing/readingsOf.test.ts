import { readingsOf } from '../../../server/dialing/readingsOf';

const kindsOf = (dialled: string, prefixes: readonly string[] = []): string[] => [
  ...new Set(readingsOf(dialled, 'RU', prefixes).flatMap(({ kinds }) => [...kinds])),
];

test.each([
  ['88091234567', ['premium']],
  ['8091234567', ['premium']],
  ['+78031234567', ['premium']],
  ['+449091234567', ['premium', 'abroad']],
  ['810449091234567', ['premium', 'abroad']],
  ['00449091234567', ['premium', 'abroad']],
  ['449091234567', ['premium', 'abroad']],
  ['19005551234', ['premium', 'abroad']],
  ['3729002157', ['premium', 'abroad']],
  ['4782048709', ['premium', 'abroad']],
  ['+979123456789', ['premium', 'abroad']],
  ['+882161234567', ['satellite', 'abroad']],
  ['881612345678', ['satellite', 'abroad']],
  ['810881612345678999', ['satellite', 'abroad']],
  ['+870771234567', ['satellite', 'abroad']],
])('%s is %p', (dialled, kinds) => {
  expect(kindsOf(dialled)).toEqual(expect.arrayContaining(kinds));
});

test('digits behind a whole number, which a switch ignores, do not hide its kind', () => {
  for (const dialled of ['+449091234567999', '+4490912345670000000', '88091234567123', '8091234567000000'])
    expect([dialled, ...kindsOf(dialled)]).toContain('premium');
});

test('a number behind the digits for an outside line, or behind a code of the telephone system, is read', () => {
  expect(kindsOf('98108816123456789', ['9'])).toContain('satellite');
  expect(kindsOf('*7288091234567')).toContain('premium');
  expect(kindsOf('*72*810882161234567#')).toContain('satellite');
});

test.each([
  ['988091234567', 'premium'],
  ['088091234567', 'premium'],
  ['9810881612345678', 'satellite'],
  ['0810881612345678', 'satellite'],
  ['856881612345678', 'satellite'],
  ['826881612345678', 'satellite'],
  ['0011881612345678', 'satellite'],
  ['*72988091234567', 'premium'],
])('%s is read behind the digits for a line or a carrier that no setting names', (dialled, kind) => {
  expect(kindsOf(dialled)).toContain(kind);
});

test.each([
  '+989123456789',
  '989123456789',
  '+375291234567',
  '810375291234567',
  '+496912345678',
  '+98',
  '74951234567',
])('%s, which a plan has, is not taken for another number', (dialled) => {
  expect(readingsOf(dialled, 'RU', []).filter(({ isGuess, kinds }) => isGuess && kinds.size > 0)).toEqual([]);
});

test.each([
  '+79101234567',
  '84951234567',
  '+78121234567',
  '88121234567',
  '88001234567',
  '2251020',
  '8812345',
  '8108816',
])('%s, a usual number of the country, is of no such kind', (dialled) => {
  expect(kindsOf(dialled)).toEqual([]);
});

test.each(['112', '03', '0611', '101', '1234', '*97', '*21*101#'])('%s is short', (dialled) => {
  expect(readingsOf(dialled, 'RU', [])).toEqual([]);
});

test('Kazakhstan has the country code of Russia, and is abroad', () => {
  expect(kindsOf('+77011234567')).toEqual(['abroad']);
  expect(kindsOf('+80012345678')).toEqual([]);
});

test('Abkhazia and Kazakhstan are abroad for Russia, and so is a number of no plan with a code that several countries have', () => {
  const abroad = (dialled: string, country: 'RU' | 'KZ' | 'DE' | 'US'): boolean =>
    readingsOf(dialled, country, []).some(({ kinds }) => kinds.has('abroad'));
  const abkhazia = ['+78401234567', '+79401234567', '78401234567', '88401234567', '8401234567', '9401234567'];
  const kazakhstan = ['+77601234567', '+77001234567', '87001234567', '+771234567890'];
  for (const dialled of [...abkhazia, ...kazakhstan, '+76001234567', '76001234567'])
    expect([dialled, abroad(dialled, 'RU')]).toEqual([dialled, true]);
  for (const dialled of ['+79101234567', '+74951234567', '84951234567', '9101234567', '+7910123456789'])
    expect([dialled, abroad(dialled, 'RU'), abroad(dialled, 'KZ')]).toEqual([dialled, false, true]);
  for (const dialled of abkhazia) expect([dialled, abroad(dialled, 'KZ')]).toEqual([dialled, true]);
  for (const dialled of kazakhstan) expect([dialled, abroad(dialled, 'KZ')]).toEqual([dialled, false]);
  // Germany has its code alone; a Canadian number is abroad for the United States.
  expect([abroad('+4912', 'DE'), abroad('+49199912345', 'DE'), abroad('+14165551234', 'US')]).toEqual([
    false,
    false,
    true,
  ]);
});

test.each([
  ['919005551234', 'premium'],
  ['819005551234', 'premium'],
  ['99005551234', 'premium'],
  ['90119790012345', 'premium'],
  ['9011870773123456', 'satellite'],
])('%s, dialled in the United States, is also read behind a 9 or 8 for the line', (dialled, kind) => {
  const kinds = readingsOf(dialled, 'US', []).flatMap((reading) => [...reading.kinds]);
  expect(kinds).toContain(kind);
});

test('a number of the own country, and a foreign one with a plus, is not read behind a line', () => {
  for (const [dialled, country] of [
    ['9195551234', 'US'],
    ['+919005551234', 'US'],
    ['89005551234', 'RU'],
  ] as const)
    expect(
      readingsOf(dialled, country, []).filter(({ isGuess, kinds }) => isGuess && kinds.size > 0),
    ).toEqual([]);
});
