import { inSlices } from '../../../server/system/inSlices';

test('all results come in their order, and other work has its turn between slices', async () => {
  const items = Array.from({ length: 95 }, (_, index) => index);
  const done: number[] = [];
  const turns: number[] = [];
  let isOver = false;
  const others = (): void => {
    turns.push(done.length);
    if (!isOver) setImmediate(others);
  };
  setImmediate(others);
  const results = await inSlices(items, (item) => {
    done.push(item);
    return item % 2 === 0 ? [item, -item] : [];
  });
  isOver = true;
  expect(results).toEqual(items.flatMap((item) => (item % 2 === 0 ? [item, -item] : [])));
  const [first = 0] = turns.filter((count) => count > 0);
  expect(first).toBeLessThanOrEqual(10);
  expect(await inSlices([], () => [1])).toEqual([]);
});
