import { ok, problem } from './ApiAnswer';
import type { ApiRoute } from './ApiRoute';
import { parsedBody } from './parsedBody';
import { completedTask } from './postedBodies';

/** `PATCH /api/v4/tasks/{id}`: completes a task; null: it is another path. */
export function taskRoute(path: string): ApiRoute | null {
  const digits = /^\/api\/v4\/tasks\/(\d+)$/.exec(path)?.[1];
  if (digits === undefined) return null;
  const id = Number(digits);
  return {
    query: [],
    act: (account, body) =>
      parsedBody(completedTask, body, ({ result }) =>
        account.finishTask(id, result.text)
          ? ok({ id, updated_at: account.time })
          : problem(404, 'Not Found'),
      ),
  };
}
