import { featuresOf } from './featuresOf';
import { kinds, type Flow } from './Flow';

/** How often each feature is in these flows, and with `hasPairs` each two of them, and which two never are; a line each. */
export function countFeatures(flows: readonly Flow[], hasPairs: boolean): string {
  const [singles, pairs] = [new Map<string, number>(), new Map<string, number>()];
  for (const flow of flows) {
    const features = [...featuresOf(flow)].sort();
    for (const one of features) add(singles, one);
    for (const pair of pairsOf(features)) add(pairs, pair);
  }
  const names = [...singles.keys()].sort();
  const counts = linesOf(singles, names, flows.length);
  if (!hasPairs) return counts.join('\n');
  const all = pairsOf(names);
  const came = all.filter((pair) => pairs.has(pair));
  const never = all.filter((pair) => !pairs.has(pair));
  return [
    ...counts,
    '',
    `${came.length} pairs:`,
    ...linesOf(pairs, came, flows.length),
    '',
    `${never.length} pairs that never came:`,
    ...never,
  ].join('\n');
}

/** Of a flow's beginnings there is one in each, so two of them are no pair. */
function pairsOf(features: readonly string[]): readonly string[] {
  const isKind = (name: string): boolean => kinds.some((kind) => kind === name);
  return features.flatMap((one, index) =>
    features
      .slice(index + 1)
      .filter((other) => !isKind(one) || !isKind(other))
      .map((other) => `${one} + ${other}`),
  );
}

const add = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

const linesOf = (
  counts: ReadonlyMap<string, number>,
  names: readonly string[],
  total: number,
): readonly string[] =>
  names.map((name) => {
    const times = counts.get(name) ?? 0;
    return `${name}: ${times} (${((100 * times) / total).toFixed(1)} %)`;
  });
