import { methods, type Method } from '../../protocol/methods';
import { decodeRequest, type Request } from '../../protocol/request';
import { successResponse } from '../../protocol/response';

/** Every method, as `ping` lists them where users are proven and the telephone system has all abilities. */
export const provenMethods = Object.keys(methods) as Method[];

/** The same where users are not proven. */
export const allMethods = provenMethods.filter((method) => method !== 'open_session');

/** A request without an answer. */
export interface Waiting {
  readonly url: string;
  readonly request: Request;
  /** Answers with a result, in the form of the wire. */
  answer(result: unknown): void;
  /** Answers with this body as it is. */
  raw(body: unknown): void;
  /** Fails the request: the host passes jQuery's request object or something else. */
  fail(cause?: unknown): void;
}

/** A backend behind `crm_post`: it parses requests and gives the test's answers or default ones. */
export class FakeBackend {
  readonly seen: Request[] = [];
  readonly urls: string[] = [];
  /** Requests that are not answered yet. */
  readonly waiting: Waiting[] = [];
  /** Methods in the answer of `ping`; null: a backend without our extension. */
  methods: readonly Method[] | null = null;
  /** Are methods other than the poll answered at once, with default answers? */
  answersItself = true;
  abortable = false;
  aborted = 0;

  /** amoCRM's function of that name. */
  crm_post = (
    url: string,
    data: Record<string, string>,
    done: (body: unknown) => void,
    _dataType: string,
    fail: (cause: unknown) => void,
  ): unknown => {
    const request = decodeRequest(data['json'] ?? '');
    if (request === null || Object.keys(data).join() !== 'json')
      throw new Error('that is no request of the wire');
    this.seen.push(request);
    this.urls.push(url);
    const entry: Waiting = {
      url,
      request,
      answer: (result) => {
        entry.raw(successResponse(request.content.id, result));
      },
      raw: (body) => {
        this.forget(entry);
        done(body);
      },
      fail: (cause = { status: 502 }) => {
        this.forget(entry);
        fail(cause);
      },
    };
    this.waiting.push(entry);
    if (this.answersItself) this.answerItself(entry);
    return this.abortable
      ? {
          abort: () => {
            this.aborted += 1;
            entry.fail();
          },
        }
      : undefined;
  };

  /** How many requests of this method have come. */
  count(method: Method): number {
    return this.seen.filter(({ content }) => content.method === method).length;
  }

  /** The waiting poll. */
  poll(): Waiting {
    const poll = this.waiting.find(({ request }) => request.content.method === 'get_agent_status');
    if (poll === undefined) throw new Error('no poll is waiting');
    return poll;
  }

  private answerItself(entry: Waiting): void {
    const { method } = entry.request.content;
    if (method === 'get_agent_status') return;
    const results = new Map<string, unknown>([
      ['ping', this.methods === null ? { ping: 'pong' } : { ping: 'pong', methods: this.methods }],
      ['get_contacts', [{ uuid: 'c1', name: 'Анна', phone: '+79101234567' }]],
      ['get_last_contacts', []],
    ]);
    void Promise.resolve().then(() => {
      entry.answer(results.get(method) ?? null);
    });
  }

  private forget(entry: Waiting): void {
    const index = this.waiting.indexOf(entry);
    if (index >= 0) this.waiting.splice(index, 1);
  }
}
