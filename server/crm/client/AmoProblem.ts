import * as v from 'valibot';
import type { RefusedPart } from './AmoFault';
import { itemsOf, orNull, parts } from './answerSchemas';
import type { RawAnswer } from './AmoWire';

/** A validation error of amoCRM: its code, and the path of the field. */
export interface AmoProblem {
  readonly code: string;
  readonly path: string;
}

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/**
 * amoCRM's own errors: `title`, with `status`, `detail`, `hint` (OAuth) or `validation-errors`; older interfaces have
 * `response.error`. A gateway's JSON, such as `{"message": "no Route matched"}`, has none of them.
 */
const ownSchema = v.union([
  v.object({ title: text }),
  v.object({ hint: text }),
  v.object({ 'validation-errors': v.array(v.unknown()) }),
  v.object({ response: v.object({ error: text }) }),
]);

const problemsSchema = v.object({
  'validation-errors': itemsOf(
    v.object({ errors: itemsOf(v.object(parts({ code: v.string(), path: v.string() }))) }),
  ),
});

/** Is the body an error of amoCRM itself? @param answer other than 2xx */
export function isAmoProblem({ kind, body }: Pick<RawAnswer, 'kind' | 'body'>): boolean {
  return kind === 'json' && v.is(ownSchema, body);
}

/** amoCRM's validation errors. Only codes and paths, since the rest may contain personal data. */
export function amoProblems(body: unknown): readonly AmoProblem[] {
  const found = v.parse(orNull(problemsSchema), body);
  return (found?.['validation-errors'] ?? []).flatMap(({ errors }) =>
    errors.map(({ code, path }) => ({ code: code ?? '', path: path ?? '' })),
  );
}

const PARTS: readonly (readonly [RefusedPart, RegExp])[] = [
  ['user', /responsible|created_by|updated_by/],
  ['entity', /(?:entity|element)_(?:id|type)/],
  ['pipeline', /(?:pipeline|status)_id/],
];

/** References that amoCRM refuses: they may have been deleted or deactivated. */
export function refusedParts(problems: readonly AmoProblem[]): readonly RefusedPart[] {
  return PARTS.filter(([, form]) => problems.some(({ path }) => form.test(path))).map(([part]) => part);
}
