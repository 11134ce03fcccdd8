import type * as v from 'valibot';
import type { AmoAccount } from './AmoAccount';
import type { Answer } from './problem';

/** What amoCRM does with a request. */
export interface Route {
  readonly schema: v.GenericSchema;
  readonly act: (
    account: AmoAccount,
    // Each route's own schema has parsed it; the table loses that pairing.
    body: never,
    query: URLSearchParams,
    onViolation: (what: string) => void,
  ) => Answer;
}

/** A route whose body has this schema. */
export function route<S extends v.GenericSchema>(
  schema: S,
  act: (
    account: AmoAccount,
    body: v.InferOutput<S>,
    query: URLSearchParams,
    onViolation: (what: string) => void,
  ) => Answer,
): Route {
  return { schema, act };
}
