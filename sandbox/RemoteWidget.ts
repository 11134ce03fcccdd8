import * as v from 'valibot';
import { methods, type Method, type Params, type Result } from '../protocol/methods';
import { encodeRequest } from '../protocol/encodeRequest';
import { decodeResponse } from '../protocol/response';
import { SANDBOX_KEY } from './BackendControl';
import type { User } from './page/accountShapes';
import { SceneFault } from './SceneFault';
import { sceneFaultMessages } from './messages';

/** The version in its requests; the sandbox's backend accepts every 1.x. */
const WIDGET_VERSION = '1.0.0';

/** An agent's widget on another computer: speaks to the backend over the wire, past the page and its proxy. */
export class RemoteWidget {
  constructor(
    /** Where the backend is. */
    private readonly address: string,
    private readonly user: User,
  ) {}

  /** Runs a method as this agent. Fails with a `SceneFault` when the backend refuses. */
  async ask<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    const { email, id } = this.user;
    const headers = { amouser_email: email, amouser_id: id, widget_version: WIDGET_VERSION };
    const response = await fetch(`${this.address}?secret_key=${SANDBOX_KEY}`, {
      method: 'POST',
      body: new URLSearchParams({ json: encodeRequest(headers, 1, method, params) }),
    });
    const reply = decodeResponse(await response.text(), 1);
    if (reply.kind === 'exception') throw new SceneFault(sceneFaultMessages.refused(reply.name));
    if (reply.kind !== 'result') throw new SceneFault(sceneFaultMessages.oddAnswer(reply.kind));
    return v.parse(methods[method].result, reply.value);
  }
}
