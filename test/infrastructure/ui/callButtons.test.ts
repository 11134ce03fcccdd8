import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { originalAbilities, type WidgetAbility } from '../../../src/domain/calls/WidgetAbility';
import type { Call } from '../../../src/domain/calls/Call';
import { transition } from '../../../src/domain/calls/CallBoard';
import type { Action } from '../../../src/domain/calls/Command';
import {
  callButtons,
  isTransferable,
  type CallButton,
} from '../../../src/infrastructure/ui/call/callButtons';
import { anyCalls } from '../../domain/support/anyCall';
import { boardOf, sampleCalls } from '../../support/sampleCalls';
import { allAbilities, contextOf } from './support/sampleContext';

const { dialing, ringing, talking, held, ended } = sampleCalls;
const commandsOf = (
  call: Call,
  others: Call[] = [],
  abilities: ReadonlySet<WidgetAbility> = allAbilities,
): string[] => callButtons(call, contextOf([call, ...others], { abilities })).map(({ command }) => command);
const button = (call: Call, command: string, context = contextOf([call])): CallButton | undefined =>
  callButtons(call, context).find((one) => one.command === command);
const consulting = { consultOf: 'o' };

test.each<[string, Call, Call[], string[]]>([
  ['that rings', ringing('a'), [], ['answer', 'reject']],
  ['being dialled', dialing('a'), [], ['hangup']],
  ['in conversation', talking('a'), [], ['mute', 'hold', 'keypad', 'transfer', 'hangup']],
  ['on hold', held('a'), [], ['mute', 'hold', 'keypad', 'transfer', 'hangup']],
  [
    'with a consultation',
    held('a'),
    [talking('b', { consultOf: 'a' })],
    ['mute', 'hold', 'keypad', 'hangup'],
  ],
  ['that is a consultation being dialled', dialing('a', consulting), [], ['cancelTransfer']],
  [
    'that is a consultation',
    talking('a', consulting),
    [],
    ['completeTransfer', 'cancelTransfer', 'mute', 'hold'],
  ],
  ['that has ended', ended('a'), [], ['callBack']],
])('a call %s has these buttons', (_phase, call, others, expected) => {
  expect(commandsOf(call, others)).toEqual(expected);
});

test.each<[string, Call, ReadonlySet<WidgetAbility>, string[]]>([
  ['answer', ringing('a'), originalAbilities, []],
  [
    'send keys, on the original protocol,',
    talking('a'),
    originalAbilities,
    ['mute', 'hold', 'transfer', 'hangup'],
  ],
  ['do anything', talking('a'), new Set(), []],
  ['call', ended('a'), new Set(['hangup']), []],
])('without the ability to %s the buttons are missing', (_what, call, abilities, expected) => {
  expect(commandsOf(call, [], abilities)).toEqual(expected);
});

test('there is no Transfer without a field for the target', () => {
  const call = talking('a');
  expect(button(call, 'transfer', contextOf([call], { hasTransfer: false }))).toBeUndefined();
});

test('the button to answer a second call says that the first goes on hold', () => {
  const call = ringing('a');
  expect(button(call, 'answer')?.label).toBe('Answer');
  expect(button(call, 'answer', contextOf([call, talking('b')]))?.label).toBe('Hold and answer');
  expect(button(call, 'answer', contextOf([call, held('b')]))?.label).toBe('Answer');
});

test('a toggle button has its state and a tooltip with what a press does', () => {
  expect(button(talking('a'), 'mute')).toMatchObject({
    pressed: false,
    icon: 'mute',
    title: 'Turn the microphone off',
  });
  expect(button(talking('a', { muted: true }), 'mute')).toMatchObject({
    pressed: true,
    icon: 'muted',
    title: 'Turn the microphone on',
  });
  expect(button(held('a'), 'hold')).toMatchObject({
    ...{ pressed: null, icon: 'resume', look: 'on', label: 'Take off hold' },
  });
  expect(button(talking('a'), 'hold')).toMatchObject({ pressed: null, icon: 'hold', title: 'Put on hold' });
  const call = talking('a');
  expect(button(call, 'keypad', contextOf([call], { keypadFor: 'a' }))?.pressed).toBe(true);
});

test('the button of a command under way is pending, but not on other calls', () => {
  const mute: Action = { kind: 'mute', callId: 'a', on: true };
  const calls = [talking('a'), talking('b')];
  const board = transition(boardOf(calls), { type: 'sent', id: 1, action: mute });
  const pending = calls.map((call) =>
    callButtons(call, contextOf(calls, { board })).flatMap((one) => (one.pending ? [one.command] : [])),
  );
  expect(pending).toEqual([['mute'], []]);
});

test('no call has a button without the ability, and none has one twice', () => {
  const ability = fc.subarray([...allAbilities]);
  fc.assert(
    fc.property(anyCalls, ability, fc.boolean(), (calls, list, hasTransfer) => {
      for (const call of calls) {
        const shown = callButtons(call, contextOf(calls, { abilities: new Set(list), hasTransfer }));
        const commands = shown.map(({ command }) => command);
        expect(new Set(commands).size).toBe(commands.length);
        const all = callButtons(call, contextOf(calls, { hasTransfer })).map(({ command }) => command);
        expect(all).toEqual(expect.arrayContaining(commands));
        expect(list.length > 0 || commands.length === 0).toBe(true);
      }
    }),
  );
});

test('an ordinary conversation can be transferred', () => {
  expect([talking('a'), held('a')].every(isTransferable)).toBe(true);
  expect([ringing('a'), dialing('a'), ended('a'), talking('a', consulting), null].some(isTransferable)).toBe(
    false,
  );
});

test('each icon of a button has its symbol', () => {
  const folder = join(__dirname, '../../../src/infrastructure/ui');
  const symbols = ['popups/icons.twig', 'popups/popups.twig'].map((file) =>
    readFileSync(join(folder, file), 'utf8'),
  );
  const calls = [
    dialing('a'),
    dialing('a', consulting),
    ringing('a'),
    talking('a'),
    talking('a', { muted: true }),
    talking('a', consulting),
    held('a'),
    ended('a'),
  ];
  const icons = new Set(
    calls.flatMap((call) => callButtons(call, contextOf([call])).map(({ icon }) => icon)),
  );
  expect(icons.size).toBeGreaterThan(0);
  expect([...icons].filter((icon) => !symbols.join('').includes(`id="asteriskng-i-${icon}"`))).toEqual([]);
});

test('a client whom a colleague talks with is not offered to be called', () => {
  expect(commandsOf(ended('a', { reason: 'missed' }))).toEqual(['callBack']);
  expect(commandsOf(ended('a', { reason: 'answeredElsewhere' }))).toEqual([]);
});
