import * as v from 'valibot';
import { isMethod, methods } from '../../../../protocol/methods';
import { decodeRequest, type Request } from '../../../../protocol/request';
import { successResponse } from '../../../../protocol/response';
import { RpcClient } from '../../../../src/infrastructure/rpc/RpcClient';
import { Scope } from '../../../../src/system/Scope';

/** A client of a backend that answers each request with `result`, and the requests that it got, as the protocol's schemas read them. */
export function answeringRpc(result: unknown) {
  const sent: unknown[] = [];
  const rpc = new RpcClient(
    ({ json }) => {
      const { content } = decodeRequest(json) as Request;
      if (!isMethod(content.method)) throw new Error(`no method ${content.method}`);
      sent.push([content.method, v.parse(methods[content.method].params, content.params)]);
      return Promise.resolve(successResponse(content.id, result));
    },
    { amouser_email: 'a', amouser_id: 1, widget_version: '1.0.0' },
    new Scope(),
  );
  return { rpc, sent };
}
