import type { Scope } from './Scope';

/** Resolves in a later task, so that the page can answer the user in between; never once the scope has closed. */
export function nextTask(scope: Scope): Promise<void> {
  return new Promise((resolve) => {
    scope.after(0, resolve);
  });
}
