import fc from 'fast-check';
import { ANNA, BORIS } from './Machine';
import { weathers, type WeatherKind } from './Weather';

/** Something that happens. Numbers choose among those that are there at that moment. */
export type Step =
  | {
      readonly kind: 'ask';
      readonly tab: number;
      /** Which of the actions that the tab offers at that moment. */
      readonly choice: number;
      readonly number: string;
      /** The same is asked for in this tab too, at the same moment. */
      readonly alsoIn: number | null;
    }
  | { readonly kind: 'press'; readonly tab: number; readonly keys: string }
  | { readonly kind: 'dismiss' | 'clearMissed'; readonly tab: number }
  | {
      readonly kind: 'incoming';
      readonly number: string;
      readonly group: boolean;
      readonly givesUpMs: number;
      readonly answeredBy: string | null;
    }
  | {
      readonly kind: 'outside';
      readonly what: 'answer' | 'farHangup' | 'farHold' | 'farResume' | 'colleague';
    }
  | { readonly kind: 'open'; readonly computer: number }
  | { readonly kind: 'close' | 'reload' | 'freeze' | 'thaw' | 'hide' | 'show'; readonly tab: number }
  | { readonly kind: 'weather'; readonly weather: WeatherKind; readonly seed: number }
  | { readonly kind: 'restart'; readonly downMs: number }
  | { readonly kind: 'pass'; readonly ms: number };

const tab = fc.nat({ max: 5 });
const constant = <const T extends string>(...kinds: T[]): fc.Arbitrary<T> => fc.constantFrom(...kinds);
const number = constant('+79101234567', '5550123', '5550100', '5550101', BORIS);

const ask = fc.record({
  kind: constant('ask'),
  tab,
  choice: fc.nat({ max: 60 }),
  number,
  alsoIn: fc.option(tab),
});
const outside = fc.oneof(
  fc.record({
    kind: constant('incoming'),
    number: constant('+79101234567', '5550123', '5550777'),
    group: fc.boolean(),
    givesUpMs: fc.constantFrom(0, 0, 4_000),
    answeredBy: constant('', '', ANNA, BORIS).map((who) => (who === '' ? null : who)),
  }),
  fc.record({
    kind: constant('outside'),
    what: constant('answer', 'farHangup', 'farHold', 'farResume', 'colleague'),
  }),
);

/** Anything that may happen to the tabs, the network, the backend and the calls. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: ask },
  { weight: 5, arbitrary: outside },
  { weight: 3, arbitrary: fc.record({ kind: constant('press'), tab, keys: constant('1', '42#') }) },
  { weight: 1, arbitrary: fc.record({ kind: constant('dismiss', 'clearMissed'), tab }) },
  { weight: 1, arbitrary: fc.record({ kind: constant('open'), computer: fc.nat({ max: 1 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: constant('close', 'reload', 'freeze', 'thaw', 'hide', 'show'), tab }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: constant('weather'), weather: constant(...weathers), seed: fc.nat() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: constant('restart'), downMs: fc.constantFrom(200, 4_000, 25_000) }),
  },
  {
    weight: 7,
    arbitrary: fc.record({ kind: constant('pass'), ms: fc.constantFrom(0, 30, 300, 2_500, 9_000, 25_000) }),
  },
);
