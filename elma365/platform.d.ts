/**
 * What ELMA365 gives to the scripts of a module, as far as it is known. Written from the facts, not copied; of
 * each name docs/ELMA365.md says whether it is documented, seen or assumed. What is not declared here is not used.
 */

/** Stage of a call. There may be more members; their values are not public. */
declare enum VoipWebhookEvent {
  NotifyStart,
  NotifyAnswer,
  NotifyEnd,
}

declare enum VoipCallDirection {
  In = 'in',
  Out = 'out',
}

/** Outcome of a call. There may be more members; their values are not public. */
declare enum VoipCallDisposition {
  Answered,
  Busy,
  Cancel,
  NoAnswer,
  Unknown,
}

interface VoipTestConnectionResult {
  success: boolean;
  /** Shown to the administrator. */
  failReason?: string;
}

interface VoipMember {
  /** Matched with the operator's number in events and records. */
  id: string;
  label: string;
}

interface VoipWebhookRequest {
  event: VoipWebhookEvent;
  direction: VoipCallDirection;
  disposition: VoipCallDisposition;
  srcPhone: string;
  dstPhone: string;
  callId?: string;
}

interface VoipCallRecord {
  /** Given back to `VoipGetCallLink`. */
  call: unknown;
  direction: VoipCallDirection;
  disposition: VoipCallDisposition;
  srcPhone: string;
  dstPhone: string;
  /** Seconds. */
  duration: number;
  callId?: string;
}

interface VoipWebhookParseResult {
  event?: VoipWebhookRequest;
  callRecord?: VoipCallRecord;
  response?: HttpResponse;
}

interface FetchRequest {
  method?: string;
  headers?: Record<string, string>;
  /** Not always a string. */
  body?: unknown;
}

interface FetchResponse {
  ok: boolean;
  /** HTTP's status. */
  status: number;
  statusText: string;
  json(): Promise<unknown>;
}

declare function fetch(url: string, request?: FetchRequest): Promise<FetchResponse>;

declare class HttpResponse {
  status(code: number): HttpResponse;
  content(text: string): HttpResponse;
}

declare const Namespace: {
  /** The module's settings, by "Имя свойства"; one that was not added is undefined. */
  params: { data: object };
  storage: {
    getItem(key: string): Promise<unknown>;
    setItem(key: string, value: string): Promise<unknown>;
  };
};
