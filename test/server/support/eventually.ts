import { PATIENCE_MS } from '../../support/patience';

/** Waits in real time until a condition holds, while the test's clock stands still. */
export async function eventually<Value>(
  what: string,
  condition: () => Value | null | undefined | false,
): Promise<Value> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = condition();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await new Promise(setImmediate);
  }
}
