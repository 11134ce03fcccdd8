import type * as v from 'valibot';
import type { AmoClient } from '../client/AmoClient';

/**
 * Posts one item to a path of amoCRM's API. Fails with an `AmoFault`.
 * @param mayBe400 an answer with HTTP 400 fits the schema, too
 */
export type PostItem = <S extends v.GenericSchema>(
  path: string,
  item: object,
  schema: S,
  signal: AbortSignal,
  mayBe400?: boolean,
) => Promise<v.InferOutput<S> | null>;

/** What posts items of the call log by this client. */
export function postItemTo(client: AmoClient): PostItem {
  return (path, item, schema, signal, mayBe400 = false) =>
    client.request({
      method: 'POST',
      path: `/api/v4/${path}`,
      body: [item],
      schema,
      ...(mayBe400 && { schemaOf400: schema }),
      priority: 'work',
      signal,
    });
}
