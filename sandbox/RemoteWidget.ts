import * as v from 'valibot';
import { methods, type Method, type Params, type Result } from '../protocol/methods';
import { encodeRequest } from '../protocol/encodeRequest';
import type { RequestHeaders } from '../protocol/request';
import { decodeResponse } from '../protocol/response';
import { SANDBOX_KEY } from './BackendControl';
import type { User } from './page/Account';
import { DeskError } from './DeskError';
import { deskErrorMessages } from './messages';

/** Version of the widget in the requests; the sandbox's backend accepts every 1.x. */
const WIDGET_VERSION = '1.0.0';

/** Sends an agent's requests to the backend directly, as a widget on another computer would. */
export class RemoteWidget {
  constructor(
    /** URL of the backend. */
    private readonly address: string,
    private readonly user: User,
    /** amoCRM's token of a user; null: the backend wants none. */
    private readonly tokenOf: (user: User) => Promise<string | null> = () => Promise.resolve(null),
  ) {}

  /** Calls a method as this agent. @throws DeskError when the backend refuses or answers something unexpected */
  async call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    const token = await this.tokenOf(this.user);
    if (token === null) return this.send({}, method, params);
    const { session_token } = await this.send({}, 'open_session', { token });
    return this.send({ session_token }, method, params);
  }

  private async send<M extends Method>(
    proof: Pick<RequestHeaders, 'session_token'>,
    method: M,
    params: Params<M>,
  ): Promise<Result<M>> {
    const { email, id } = this.user;
    const headers = { amouser_email: email, amouser_id: id, widget_version: WIDGET_VERSION, ...proof };
    const response = await fetch(`${this.address}?secret_key=${SANDBOX_KEY}`, {
      method: 'POST',
      body: new URLSearchParams({ json: encodeRequest(headers, 1, method, params) }),
    });
    const reply = decodeResponse(await response.text(), 1);
    if (reply.kind === 'exception') throw new DeskError(deskErrorMessages.refused(reply.name));
    if (reply.kind !== 'result') throw new DeskError(deskErrorMessages.oddAnswer(reply.kind));
    return v.parse(methods[method].result, reply.value);
  }
}
