import fc from 'fast-check';
import { FIRST_CURSOR, nextCursor, type Cursor } from '../../../server/crm/clientIndex/nextCursor';

const LIMIT = 3;
/** Seconds since 1970; changes of cards are before it. */
const NOW = 1_000;

interface Item {
  readonly id: number;
  at: number;
}

/** A page as amoCRM gives it. @param isOrdered is it in the order of changes? */
function pageOf(items: readonly Item[], { from, page }: Cursor, isOrdered: boolean): readonly Item[] {
  const some = items.filter(({ at }) => at >= from);
  const sorted = isOrdered ? some.sort((a, b) => a.at - b.at || a.id - b.id) : some;
  return sorted.slice((page - 1) * LIMIT, page * LIMIT);
}

/** Reads to the end. @param between what happens after each page @returns the last state of each that was seen */
function readAll(
  items: Item[],
  isOrdered: boolean,
  between: () => void,
  start = FIRST_CURSOR,
): { readonly seen: ReadonlyMap<number, number>; readonly cursor: Cursor; readonly pages: number } {
  const seen = new Map<number, number>();
  let cursor = start;
  for (let pages = 1; pages < 1_000; pages += 1) {
    const page = pageOf(items, cursor, isOrdered);
    for (const { id, at } of page) seen.set(id, at);
    const next = nextCursor(
      cursor,
      { count: page.length, changedAt: page.map(({ at }) => at) },
      { limit: LIMIT, isByChange: isOrdered, now: NOW },
    );
    ({ cursor } = next);
    if (next.isEnd) return { seen, cursor, pages };
    between();
  }
  throw new Error('it never ends');
}

const times = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 30 });
const itemsOf = (all: readonly number[]): Item[] => all.map((at, id) => ({ id, at }));

test('everything is read, also many of one second, and of a list in another order', () => {
  fc.assert(
    fc.property(times, fc.boolean(), (all, isOrdered) => {
      const items = itemsOf(all);
      const { seen, cursor } = readAll(items, isOrdered, () => undefined);
      expect([...seen].sort()).toEqual(items.map(({ id, at }) => [id, at]).sort());
      expect(cursor).toMatchObject({ page: 1, newest: Math.max(0, ...all), isFilled: true });
    }),
  );
});

test('cards that change, come and go while the list is read are missed by no page, whatever shifts', () => {
  const step = fc.record({ what: fc.constantFrom('change', 'add', 'delete', 'rest'), which: fc.nat() });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.array(step, { maxLength: 20 }), (count, steps) => {
      // Each of a second of its own, as far as a page reaches.
      const items = itemsOf(Array.from({ length: count }, (_, index) => index + 1));
      let now = count + 1;
      const left = [...steps];
      const { seen } = readAll(items, true, () => {
        const { what, which } = left.shift() ?? { what: 'rest', which: 0 };
        const at = which % Math.max(1, items.length);
        now += 1;
        if (what === 'change' && items[at] !== undefined) items[at].at = now;
        if (what === 'add') items.push({ id: 1_000 + now, at: now });
        if (what === 'delete') items.splice(at, 1);
      });
      for (const { id, at } of items) expect([id, seen.get(id)]).toEqual([id, at]);
    }),
  );
});

test('what changes after the end is seen by the next look, also what shows up ten seconds late', () => {
  const items = itemsOf([100, 200, 300]);
  const { cursor } = readAll(items, true, () => undefined);
  items.push({ id: 9, at: 291 }, { id: 10, at: 300 }, { id: 11, at: 301 });
  const { seen } = readAll(items, true, () => undefined, cursor);
  expect([...seen.keys()].sort()).toEqual([10, 11, 2, 9]);
});

test('cards whose time can not be read are no end and no standstill', () => {
  const odd = nextCursor(
    FIRST_CURSOR,
    { count: 3, changedAt: [null, 5, null] },
    { limit: LIMIT, isByChange: true, now: NOW },
  );
  expect(odd).toEqual({ cursor: { ...FIRST_CURSOR, page: 2, newest: 5 }, isEnd: false });
});

test('a card that was changed in the future, as its user may write, keeps out no change of now', () => {
  const future = Array.from({ length: LIMIT + 2 }, (_, index) => 4_102_444_800 + index);
  const items = itemsOf([100, 200, ...future]);
  const first = readAll(items, true, () => undefined);
  expect(first.seen.size).toBe(items.length);
  expect(first.cursor.newest).toBe(200);
  items.push({ id: 90, at: 300 });
  const { seen, cursor } = readAll(items, true, () => undefined, first.cursor);
  expect(seen.has(90)).toBe(true);
  expect(cursor.newest).toBe(300);
  // One that an earlier version has kept.
  const kept = { from: 4_102_444_790, page: 1, newest: 4_102_444_800, isFilled: true };
  expect(readAll(items, true, () => undefined, kept).cursor).toMatchObject({ from: NOW - 10, newest: NOW });
});
