/**
 * Runs the steps of a close in order, each after the one before has settled. A step that fails does not keep the later ones
 * from running. Rejects with the first step's error once all have run.
 */
export async function closeAll(steps: readonly (() => Promise<void> | void)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
