import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Keeps the memory of a backend with many agents near what it needs. Imported for its effect, before all else: the
 * heap grows while modules are loaded, and young space that is there is not given back while there is work.
 *
 * A poll that is held for seconds outlives the young generation, so its objects go to the old one, which V8 lets double
 * and more before it looks for garbage there: with 10,000 agents that is 500 MB. Collections that come sooner cost CPU
 * time (docs/BENCHMARKS.md says how much).
 *
 * These are V8's own flags, set by the program, so that they hold however it is started. Neither limits what lives,
 * where `--max-old-space-size` would end the process.
 */

/** How far the old generation grows over what lived after the last full collection before the next one, percent. */
const GROWTH_PERCENT = 30;

/** At this size the young generation grows no more, bytes. V8 alone would let it have 128 MiB. */
const YOUNG_BYTES = 16 * 2 ** 20;

const setYoungGrowth = (factor: 1 | 2): void => {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
};

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;

setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
setYoungGrowth(1);
// V8 takes a limit of the young generation on the command line alone. An idle process gives it back and may grow again.
new PerformanceObserver(() => {
  setYoungGrowth(youngBytes() < YOUNG_BYTES ? 2 : 1);
}).observe({ entryTypes: ['gc'] });
