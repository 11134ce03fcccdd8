import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { agentStatusSchema } from '../../protocol/agentStatus';
import { noteStateSchema } from '../../protocol/callNote';
import { callerCardSchema } from '../../protocol/callerCard';
import { contactSchema } from '../../protocol/contact';
import { historySchema } from '../../protocol/history';
import { isMethod, methods, originalMethods } from '../../protocol/methods';
import { decodeRequest } from '../../protocol/request';
import { decodeResponse } from '../../protocol/response';

/** Every JSON example in PROTOCOL.md. */
const examples = [...readFileSync('docs/PROTOCOL.md', 'utf8').matchAll(/```json\n(.*?)```/gs)].map(
  ([, text]) => JSON.parse(text!) as Record<string, unknown>,
);
const calls = v.array(v.object({ method: v.string(), params: v.record(v.string(), v.unknown()) }));

/** What an example shows; null: it is valid for no schema of the wire. */
function kindOf(example: Record<string, unknown>): string | null {
  const text = JSON.stringify(example);
  if (v.is(methods.ping.result, example)) return 'ping';
  if (v.is(methods.open_session.result, example)) return 'session';
  if (v.is(agentStatusSchema, example)) return 'status';
  if (v.is(contactSchema, example)) return 'contact';
  if ('why' in example && v.is(v.strictObject(callerCardSchema.entries), example)) return 'card';
  if (v.is(v.strictObject(noteStateSchema.entries), example)) return 'note';
  if (v.is(historySchema, example)) return 'history';
  const request = decodeRequest(text);
  if (request !== null) {
    const { method, params } = request.content;
    return isMethod(method) && v.is(methods[method].params, params) ? 'request' : null;
  }
  if (v.is(calls, example)) {
    const isRead = example.every(
      ({ method, params }) => isMethod(method) && v.is(methods[method].params, params),
    );
    return isRead ? 'calls' : null;
  }
  const id = (example['content'] as { id?: number } | undefined)?.id ?? 0;
  return decodeResponse(example, id).kind === 'malformed' ? null : 'answer';
}

test('each example in PROTOCOL.md is valid', () => {
  expect(examples.map(kindOf)).toEqual([
    'request',
    'answer',
    'status',
    'ping',
    'ping',
    'session',
    'session',
    'status',
    'card',
    'request',
    'calls',
    'answer',
    'answer',
    'contact',
    'note',
    'history',
  ]);
});

test('PROTOCOL.md has an example of each method of the extension, and of a status with calls and missed calls', () => {
  const shown = v.parse(calls, examples[10]).map(({ method }) => method);
  const own = Object.keys(methods).filter((name) => !(originalMethods as readonly string[]).includes(name));
  expect(shown).toEqual(expect.arrayContaining(own));
  const parsed = v.parse(agentStatusSchema, examples[7]);
  expect([parsed.calls?.length, parsed.missed?.length, parsed.revision]).toEqual([2, 1, 1_763_700_044_100]);
});
