import { runNumbers } from '../../../../server/cli/runNumbers';
import { judgeHidden } from '../../../../server/telephony/asterisk/check/judgePhone';
import { inEnglish } from '../../support/inEnglish';

test('a missing right is reported once for all phones', () => {
  const lacks =
    'PJSIP/1, the phone of 101, was not looked at: "write" of the user in manager.conf lacks "system".';
  const devices = ['1', '2', '3', '4', '5', '6', '7', '8'].map((name) => `PJSIP/${name}`);
  expect(inEnglish(judgeHidden('101', devices))).toEqual([
    { level: 'unseen', text: `${lacks} Nor were PJSIP/2, PJSIP/3, PJSIP/4, PJSIP/5, PJSIP/6, 2 more.` },
  ]);
  expect(inEnglish(judgeHidden('101', devices.slice(0, 1)))).toEqual([{ level: 'unseen', text: lacks }]);
  expect(judgeHidden('', [])).toEqual([]);
});

test('a number is explained without the blanks and signs that it was typed with', () => {
  const [first] = runNumbers({ toPbx: [], toCrm: [] }, ['8 (910) 123-45-67']);
  expect(first?.en).toBe('89101234567 to the telephone system: 89101234567');
});
