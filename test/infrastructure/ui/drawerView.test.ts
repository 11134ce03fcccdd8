import { defaultPlace } from '../../../src/infrastructure/ui/panel/clampPlace';
import { drawerView } from '../../../src/infrastructure/ui/panel/drawerView';
import { ivan, missedCall } from '../../support/sampleCalls';
import { texts } from './support/sampleContext';

const preferences = { place: defaultPlace, folded: false, sound: true, systemNotice: false, shortcuts: true };

test('closed it is empty', () => {
  expect(drawerView({ kind: 'closed' }, preferences, 0, texts)).toMatchObject({ missed: [], choices: [] });
});

test('missed calls have caller, count, and time by the clock of this computer', () => {
  const at = new Date(2026, 10, 21, 9, 5).getTime();
  const missed = [
    missedCall('m', { party: ivan, count: 3, at: at - 600_000 }),
    missedCall('n', { at: at - 600_000 }),
  ];
  expect(drawerView({ kind: 'missed', missed }, preferences, 600_000, texts)).toMatchObject({
    title: 'Missed calls',
    choices: [],
    missed: [
      {
        id: 'm',
        title: 'Иван Петров',
        href: '/contacts/detail/77',
        phone: '+79101234567',
        details: '+7 910 123-45-67 · 9:05 AM · calls: 3',
        callBack: 'Call back: Иван Петров',
      },
      {
        id: 'n',
        title: '+7 910 123-45-67',
        href: '',
        details: '9:05 AM',
        callBack: 'Call back: +7 910 123-45-67',
      },
    ],
  });
});

test("the agent's preferences have their current state", () => {
  expect(drawerView({ kind: 'choices' }, preferences, 0, texts)).toMatchObject({
    title: 'My settings',
    missed: [],
    choices: [
      { name: 'sound', on: true, text: 'Ringtone' },
      { name: 'systemNotice', on: false },
      { name: 'shortcuts', on: true },
    ],
  });
});
