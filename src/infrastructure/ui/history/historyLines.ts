import type { HistoryState, Recording } from '../../../domain/history/HistoryState';
import type { PastCall } from '../../../domain/history/PastCall';
import { failureText } from '../../amocrm/failureText';
import type { Texts } from '../../amocrm/Texts';
import { partyView } from '../call/callView';
import { formatNumber } from '../formatNumber';
import { formatTalkTime } from '../formatTalkTime';
import { dayOf, timeOf } from './dayOf';

type Open = Extract<HistoryState, { kind: 'open' }>;

const ARROWS = { inbound: '↙', outbound: '↗', internal: '↔' } as const;

/** Data of the lines. Pure. @param now ms since 1970 by this computer's clock @param skewMs to add to the backend's time to get it */
export function historyLines(state: Open, now: number, skewMs: number, texts: Texts): object {
  let lastDay = '';
  return {
    name: texts('history.title'),
    busy: state.reading.kind === 'reading',
    lines: state.calls.map((call) => {
      const day = dayOf(call.at + skewMs, now, texts);
      const isNewDay = day !== lastDay;
      lastDay = day;
      const isOpen = state.shownId === call.id;
      return {
        ...lineView(call, skewMs, texts),
        day: isNewDay ? day : '',
        isOpen,
        rest: isOpen ? restView(call, state.recordings.get(call.id), texts) : null,
      };
    }),
  };
}

/** Data of what stands behind the lines. Pure. */
export function historyEnd({ calls, next, query, reading }: Open, texts: Texts): object {
  const isNone = calls.length === 0 && reading.kind === 'idle';
  const none = query.search === '' && query.filter === 'all' ? 'history.none' : 'history.nothing';
  const message =
    reading.kind === 'failed'
      ? texts('history.failed', { reason: failureText(texts, reading.failure) })
      : reading.kind === 'reading'
        ? texts('history.reading')
        : isNone
          ? texts(next === null ? none : 'history.farther')
          : '';
  const retry = reading.kind === 'failed' ? texts('panel.retry') : '';
  const more = reading.kind === 'idle' && next !== null ? texts('history.more') : '';
  return { busy: reading.kind === 'reading', message, retry, more };
}

function lineView(call: PastCall, skewMs: number, texts: Texts): object {
  const { id, direction, party, outcome, agent, note } = call;
  const { title } = partyView(party);
  const isTalk = outcome === 'answered';
  const how = isTalk
    ? formatTalkTime(call.talkSeconds)
    : texts(outcome === 'failed' ? 'history.failedCall' : `history.${outcome}`);
  const details = [
    timeOf(call.at + skewMs, texts),
    how,
    agent === null || agent.isMe ? '' : agent.name,
    call.hasRecording ? texts('history.recorded') : '',
    note === null ? '' : (note.outcome ?? texts('history.noted')),
  ];
  return {
    id,
    arrow: ARROWS[direction],
    direction: texts(`history.${direction}`),
    title: title === '' ? texts('history.hidden') : title,
    details: details.filter(Boolean).join(' · '),
    isLost: outcome === 'missed',
    phone: party.number,
    callBack: texts('panel.callBack', { name: party.name ?? formatNumber(party.number) }),
  };
}

function restView(
  { party, via, agent, note, hasRecording, direction }: PastCall,
  recording: Recording | undefined,
  texts: Texts,
): object {
  const { number, href, title } = partyView(party);
  const facts = [
    number,
    party.company ?? '',
    via === null ? '' : texts('call.via', { line: via }),
    agent === null || direction === 'internal' ? '' : texts('history.agent', { name: agent.name }),
  ];
  return {
    facts: facts.filter(Boolean).join(' · '),
    href,
    card: texts('history.card'),
    outcome: note?.outcome ?? '',
    notes: note?.texts ?? [],
    player: hasRecording ? playerView(recording, title, texts) : null,
  };
}

function playerView(recording: Recording | undefined, title: string, texts: Texts): object {
  const name = texts('history.recordingOf', { name: title });
  const listen = texts('history.listen');
  switch (recording?.kind) {
    case 'asked':
      return { name, listen, url: '', busy: true, message: '' };
    case 'ready':
      return { name, listen, url: recording.url, busy: false, message: '' };
    case 'none':
      return { name, listen: '', url: '', busy: false, message: texts('history.noRecording') };
    case 'failed': {
      const { failure } = recording;
      const message =
        failure === null
          ? texts('history.unplayable')
          : texts('history.unheard', { reason: failureText(texts, failure) });
      return { name, listen, url: '', busy: false, message };
    }
    case undefined:
      return { name, listen, url: '', busy: false, message: '' };
  }
}
