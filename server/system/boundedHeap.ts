import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Limits how far V8's heap grows beyond the live objects of a backend with many agents. Imported for its side effect,
 * before any other module: the heap already grows while modules load, and V8 does not shrink the young generation of a
 * busy process.
 *
 * The objects of a poll that is held for seconds are promoted to the old generation, and V8 lets that double or more
 * before it collects it: about 500 MB with 10,000 agents. Earlier collections cost CPU time (see docs/BENCHMARKS.md).
 *
 * The V8 flags are set in code, so that they apply however the program is started. Neither limits live objects;
 * `--max-old-space-size` would, and would end the process at its limit.
 */

/** Growth of the old generation, over its size after the last full collection, that starts the next one, percent. */
const GROWTH_PERCENT = 30;

/** Size at which the young generation stops growing, bytes. V8's own limit would be 128 MiB. */
const YOUNG_BYTES = 16 * 2 ** 20;

const setYoungGrowth = (factor: 1 | 2): void => {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
};

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;

setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
setYoungGrowth(1);
// V8 accepts a size limit of the young generation on the command line only, so growth is switched off at the limit after
// each collection, and on again once an idle process has shrunk it.
new PerformanceObserver(() => {
  setYoungGrowth(youngBytes() < YOUNG_BYTES ? 2 : 1);
}).observe({ entryTypes: ['gc'] });
