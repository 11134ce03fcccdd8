/** Items after which other work has its turn. */
const SLICE = 10;

/** `flatMap` for work that one item may make long: other requests are answered between slices of the items. */
export async function inSlices<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => readonly Result[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += SLICE) {
    if (at > 0) await new Promise(setImmediate);
    results.push(...items.slice(at, at + SLICE).flatMap((item) => map(item)));
  }
  return results;
}
