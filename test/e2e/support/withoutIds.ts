import * as v from 'valibot';

const paramsSchema = v.record(v.string(), v.unknown());

/** Parameters of a command without its `command_id` and, unless `keepsCalls`, without `unique_id`. */
export function withoutIds(params: unknown, keepsCalls: boolean): unknown {
  const parsed = v.safeParse(paramsSchema, params);
  if (!parsed.success) return params;
  const dropped = keepsCalls ? ['command_id'] : ['command_id', 'unique_id', 'unique_ids'];
  return Object.fromEntries(Object.entries(parsed.output).filter(([name]) => !dropped.includes(name)));
}
