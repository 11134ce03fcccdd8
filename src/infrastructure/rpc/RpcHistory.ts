import { outcomeLanguages } from '../../../protocol/callNote';
import { historySchema, recordingLinkSchema, type WireHistoryLine } from '../../../protocol/history';
import type { HistoryQuery as WireQuery } from '../../../protocol/historyQuery';
import type { HistoryBackend, HistoryPage, HistoryQuery } from '../../domain/history/HistoryBackend';
import { pastOutcomes, type PastCall } from '../../domain/history/PastCall';
import type { RpcClient } from './RpcClient';

/** Calls of a part of the list. */
const PAGE = 20;

const FILTERS: Readonly<Record<HistoryQuery['filter'], Pick<WireQuery, 'direction' | 'outcome'>>> = {
  all: {},
  inbound: { direction: 'INBOUND' },
  outbound: { direction: 'OUTBOUND' },
  internal: { direction: 'INTERNAL' },
  missed: { outcome: 'missed' },
  answered: { outcome: 'answered' },
};

const DIRECTIONS = { INBOUND: 'inbound', OUTBOUND: 'outbound', INTERNAL: 'internal' } as const;

/** The backend's list of past calls by JSON-RPC. */
export class RpcHistory implements HistoryBackend {
  /** @param language of the user; outcomes in another one come in English */
  constructor(
    private readonly rpc: RpcClient,
    private readonly language: string,
  ) {}

  async page({ isDepartment, filter, search }: HistoryQuery, after: string | null): Promise<HistoryPage> {
    const params = {
      scope: isDepartment ? ('department' as const) : ('own' as const),
      ...FILTERS[filter],
      ...(search.trim() !== '' && { search: search.trim() }),
      ...(after !== null && { cursor: after }),
      limit: PAGE,
    };
    const { calls, next, has_department } = await this.rpc.call('get_history', params, historySchema);
    return { calls: calls.map((line) => this.call(line)), next, hasDepartment: has_department };
  }

  async recording(callId: string): Promise<string | null> {
    const { url } = await this.rpc.call('get_recording', { unique_id: callId }, recordingLinkSchema);
    // What else a backend may name is no sound of the web.
    return url !== null && /^https?:\/\//i.test(url) ? url : null;
  }

  private call(line: WireHistoryLine): PastCall {
    const language = outcomeLanguages.find((one) => one === this.language) ?? 'en';
    const { note, contact_id: contactId, outcome } = line;
    return {
      id: line.id,
      direction: DIRECTIONS[line.direction],
      party: {
        number: line.contact_phone,
        name: line.contact_name,
        contactId: contactId !== null && /^\d{1,19}$/.test(String(contactId)) ? String(contactId) : null,
        company: line.company,
        responsible: null,
        matches: [],
      },
      via: line.via,
      agent: line.agent && { name: line.agent.name, isMe: line.agent.is_me },
      at: line.started_at * 1_000,
      talkSeconds: Math.max(0, Math.round(line.talk_seconds)),
      outcome:
        outcome === 'answeredElsewhere'
          ? 'elsewhere'
          : (pastOutcomes.find((one) => one === outcome) ?? 'failed'),
      note: note && {
        texts: note.texts.map(({ name, text }) => ({ name, text })),
        outcome: note.outcome?.[language] ?? null,
      },
      hasRecording: line.has_recording,
    };
  }
}
