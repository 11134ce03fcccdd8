import type { CallOutcome, CallStage, CallWay } from './callWords';
import { dispositionOf } from './dispositionOf';
import { layOut } from './layOut';
import { outgoingLayout, withCallId } from './setting';

/** A stage of an operator's call with a client. */
export interface PhoneStage {
  stage: CallStage;
  way: CallWay;
  /** The telephone system's key of the whole call. */
  callId: string;
  /** The member's id. */
  operator: string;
  /** Digits; empty: hidden. */
  client: string;
  outcome: CallOutcome;
}

/** A call that is over. */
export interface FinishedCall {
  way: CallWay;
  callId: string;
  /** The member's id; empty: no operator took part. */
  operator: string;
  /** Digits; empty: hidden. */
  client: string;
  outcome: CallOutcome;
  durationS: number;
  /** ELMA365 gives it back when a user plays the recording. */
  call: object;
}

/** An event in ELMA365's words. */
export function voipEvent(news: PhoneStage): VoipWebhookRequest {
  const event: VoipWebhookRequest = {
    event: stageOf(news.stage),
    direction: directionOf(news.way),
    disposition: dispositionOf(news.outcome),
    ...layOut(news.way, news.operator, news.client, outgoingLayout()),
  };
  if (withCallId()) event.callId = news.callId;
  return event;
}

/** A record in ELMA365's words. */
export function voipRecord(news: FinishedCall): VoipCallRecord {
  const record: VoipCallRecord = {
    call: news.call,
    direction: directionOf(news.way),
    disposition: dispositionOf(news.outcome),
    duration: news.durationS,
    ...layOut(news.way, news.operator, news.client, outgoingLayout()),
  };
  if (withCallId()) record.callId = news.callId;
  return record;
}

function stageOf(stage: CallStage): VoipWebhookEvent {
  if (stage === 'start') return VoipWebhookEvent.NotifyStart;
  return stage === 'answer' ? VoipWebhookEvent.NotifyAnswer : VoipWebhookEvent.NotifyEnd;
}

function directionOf(way: CallWay): VoipCallDirection {
  return way === 'out' ? VoipCallDirection.Out : VoipCallDirection.In;
}
