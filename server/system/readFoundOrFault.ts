import * as v from 'valibot';
import { readJson } from './readJson';

/** Reads what the backend that leads has answered: what was found, or the name of a fault; null: neither. */
export function readFoundOrFault<T, Fault extends string>(
  text: string,
  found: v.GenericSchema<unknown, T>,
  faults: readonly Fault[],
): { readonly found: T } | { readonly fault: Fault } | null {
  return readJson(v.union([v.object({ found }), v.object({ fault: v.picklist(faults) })]), text);
}
