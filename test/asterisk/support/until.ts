import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from '../../support/patience';

const LOOK_EVERY_MS = 5;

/** Waits until the condition gives a value: not `null`, `undefined` or `false`. Fails when it never comes. */
export async function until<Value>(
  what: string | (() => string),
  condition: () => Value | null | undefined | false | Promise<Value | null | undefined | false>,
  limitMs = PATIENCE_MS,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<Value> {
  const end = performance.now() + limitMs;
  for (;;) {
    const value = await condition();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end)
      throw new Error(`not within ${limitMs} ms: ${typeof what === 'string' ? what : what()}`);
    await pause(lookEveryMs);
  }
}
