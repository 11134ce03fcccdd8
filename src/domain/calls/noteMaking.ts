import type { Store } from '../Store';
import type { Making, Makings } from './Making';

/** Notes that a client is being made, or why it could not be. @param making null: it is made */
export function noteMaking(makings: Store<Makings>, key: string, making: Making | null): void {
  const next = new Map(makings.get());
  next.delete(key);
  if (making !== null) next.set(key, making);
  makings.set(next);
}
