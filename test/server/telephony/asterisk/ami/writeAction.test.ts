import fc from 'fast-check';
import { AmiFault, type AmiAction } from '../../../../../server/telephony/asterisk/ami/Ami';
import { writeAction } from '../../../../../server/telephony/asterisk/ami/writeAction';

const fault = (action: AmiAction): AmiFault => {
  try {
    writeAction(action, '1');
  } catch (error) {
    if (error instanceof AmiFault) return error;
  }
  throw new Error('no fault');
};

test('an action is written header by header, a list as several of a name', () => {
  const action = {
    name: 'Originate',
    fields: { Channel: 'PJSIP/101', Variable: ['A=1', 'B=Ё'], Async: 'true' },
  };
  expect(writeAction(action, 'x-1')).toBe(
    'Action: Originate\r\nActionID: x-1\r\nChannel: PJSIP/101\r\nVariable: A=1\r\nVariable: B=Ё\r\nAsync: true\r\n\r\n',
  );
});

test('no value can begin a header or an action of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
      let text: string;
      try {
        text = writeAction({ name: 'Redirect', fields: { Exten: value } }, '1');
      } catch (error) {
        expect(error).toBeInstanceOf(AmiFault);
        expect(/[\r\n\0]/.test(value)).toBe(true);
        return;
      }
      expect(text).toBe(`Action: Redirect\r\nActionID: 1\r\nExten: ${value}\r\n\r\n`);
      expect(text.match(/[\r\n\0]/g)).toHaveLength(8);
    }),
    { examples: [['1\r\nAction: Command'], ['1\nX: y'], ['1\ry'], ['a\0b'], [''], ['Ё'.repeat(100)]] },
  );
});

test.each<[string, AmiAction]>([
  ['a line break in a value', { name: 'Hangup', fields: { Channel: 'secret\r\nAction: Command' } }],
  ['a line break in one of several values', { name: 'Originate', fields: { Variable: ['A=1', 'secret\n'] } }],
  ['a NUL', { name: 'Hangup', fields: { Channel: 'secret\0' } }],
  ['a line longer than Asterisk reads', { name: 'Setvar', fields: { Value: `secret${'Ё'.repeat(600)}` } }],
  ['a name with a colon', { name: 'Setvar', fields: { 'A: secret\r\nB': 'x' } }],
  ['a name that is empty', { name: 'Setvar', fields: { '': 'secret' } }],
  ['an action with a line break', { name: 'Ping\r\nsecret', fields: {} }],
  ['an ActionID of its own', { name: 'Ping', fields: { actionid: 'secret' } }],
  ['a second action', { name: 'Ping', fields: { Action: 'secret' } }],
  [
    'more headers than Asterisk reads',
    { name: 'Originate', fields: { Variable: Array<string>(127).fill('secret') } },
  ],
])('%s is refused, and not repeated in the fault', (_, action) => {
  const { reason, message } = fault(action);
  expect(reason).toBe('badField');
  expect(message).not.toContain('secret');
});

test('a line of just the length that Asterisk reads is sent', () => {
  const value = 'x'.repeat(1_022 - 'Value: '.length);
  expect(writeAction({ name: 'Setvar', fields: { Value: value } }, '1')).toContain(value);
  expect(fault({ name: 'Setvar', fields: { Value: `${value}x` } }).reason).toBe('badField');
});
