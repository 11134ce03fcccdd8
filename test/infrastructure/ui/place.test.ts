import fc from 'fast-check';
import { formatNumber } from '../../../src/infrastructure/ui/formatNumber';
import { formatTalkTime } from '../../../src/infrastructure/ui/formatTalkTime';
import { clampPlace, defaultPlace, placeAt } from '../../../src/infrastructure/ui/panel/clampPlace';
import { popupRoom } from '../../../src/infrastructure/ui/panel/popupRoom';
import { PanelMemory } from '../../../src/infrastructure/ui/panel/PanelMemory';

const panel = { width: 300, height: 200 };
const room = { width: 1_000, height: 800 };

test('a panel that fits is entirely inside the window at any place', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5_000, max: 5_000 }),
      fc.integer({ min: -5_000, max: 5_000 }),
      (left, top) => {
        const { x, y } = placeAt(left, top, panel, room);
        expect(x).toBeGreaterThanOrEqual(8);
        expect(y).toBeGreaterThanOrEqual(8);
        expect(x + panel.width).toBeLessThanOrEqual(room.width - 8);
        expect(y + panel.height).toBeLessThanOrEqual(room.height - 8);
      },
    ),
  );
});

test('the nearer corner is kept when the window is resized', () => {
  expect(placeAt(680, 20, panel, room)).toEqual({ side: 'right', x: 20, edge: 'top', y: 20 });
  expect(placeAt(30, 590, panel, room)).toEqual({ side: 'left', x: 30, edge: 'bottom', y: 10 });
});

test('a panel larger than the window shows its near edge', () => {
  expect(
    clampPlace({ side: 'left', x: 500, edge: 'top', y: 700 }, { width: 2_000, height: 2_000 }, room),
  ).toEqual({ side: 'left', x: 8, edge: 'top', y: 8 });
});

test.each([
  ['above a low panel, down to it', { left: 900, top: 400 }, { right: '', maxWidth: '', maxHeight: '376px' }],
  ['beside a high one', { left: 900, top: 30 }, { right: '388px', maxWidth: '884px', maxHeight: '' }],
  [
    'over it, when there is room for neither',
    { left: 20, top: 30 },
    { right: '', maxWidth: '', maxHeight: '' },
  ],
])('popups are %s', (_, corner, expected) => {
  expect(popupRoom(corner, { width: 1_280, height: 600 }, 16)).toEqual(expected);
});

describe('PanelMemory', () => {
  const defaults = { place: defaultPlace, folded: false, sound: true, systemNotice: false, shortcuts: true };

  function storage(text: string | null): Storage {
    let kept = text;
    return {
      getItem: () => kept,
      setItem: (_key: string, value: string) => (kept = value),
    } as unknown as Storage;
  }

  test('keeps what is set', () => {
    const store = storage(null);
    const place = { side: 'left', x: 1, edge: 'top', y: 2 } as const;
    const memory = new PanelMemory(() => store);
    memory.set({ place, folded: true });
    memory.set({ sound: false });
    expect(new PanelMemory(() => store).get()).toEqual({ ...defaults, place, folded: true, sound: false });
  });

  test('preferences of an older version are read, with defaults for new ones', () => {
    const place = { side: 'left', x: 1, edge: 'top', y: 2 } as const;
    const kept = JSON.stringify({ place, folded: true });
    expect(new PanelMemory(() => storage(kept)).get()).toEqual({ ...defaults, place, folded: true });
  });

  test.each([
    null,
    '{',
    '"x"',
    '{"place":{"side":"up","x":1,"edge":"top","y":1},"folded":true}',
    '{"place":{"side":"left","x":null,"edge":"top","y":1},"folded":true}',
  ])('uses the defaults for %p', (text) => {
    expect(new PanelMemory(() => storage(text)).get()).toEqual(defaults);
  });

  test('without storage keeps preferences for this page', () => {
    const memory = new PanelMemory(() => {
      throw new Error('forbidden');
    });
    memory.set({ folded: true });
    expect(memory.get().folded).toBe(true);
  });
});

test.each([
  ['+79101234567', '+7 910 123-45-67'],
  ['89101234567', '+7 910 123-45-67'],
  ['7 (910) 1234567', '+7 910 123-45-67'],
  ['+49 151 12345678', '+49 151 123 456 78'],
  ['+380441234567', '+380 44 123 45 67'],
  ['+375291234567', '+375 29 123 45 67'],
  ['+37322123456', '+373 221 234 56'],
  ['+12125550123', '+1 212 555 0123'],
  ['+493090182000', '+49 309 018 2000'],
  ['+4930901820', '+49 30 901 820'],
  ['+442079460958', '+44 207 946 0958'],
  ['+34612345678', '+34 612 345 678'],
  ['+5511912345678', '+55 119 123 456 78'],
  ['+7910123456', '+7910123456'],
  ['+4912', '+4912'],
  ['00491511234567', '00491511234567'],
  ['101', '101'],
  ['', ''],
  ['<b>', '<b>'],
])('%s is shown as %s', (number, shown) => {
  expect(formatNumber(number)).toBe(shown);
});

test.each([
  [0, '0:00'],
  [65, '1:05'],
  [3_600, '1:00:00'],
  [36_061, '10:01:01'],
])('%d s is shown as %s', (seconds, shown) => {
  expect(formatTalkTime(seconds)).toBe(shown);
});
