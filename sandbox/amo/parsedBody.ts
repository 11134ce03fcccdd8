import * as v from 'valibot';
import { invalid, type ApiAnswer } from './ApiAnswer';

/** Hands a body over that follows the schema; another one is answered with validation errors. @param body parsed JSON */
export function parsedBody<S extends v.GenericSchema>(
  schema: S,
  body: unknown,
  act: (body: v.InferOutput<S>) => ApiAnswer,
): ApiAnswer {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return act(parsed.output);
  return invalid(
    parsed.issues.map((issue) => ({
      code: 'InvalidType' as const,
      path: v.getDotPath(issue) ?? '',
      detail: issue.message,
    })),
  );
}
