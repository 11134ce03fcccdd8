import { missedClientsSchema, type WireMissedClient } from '../../../protocol/missedClient';
import type { MissedBackend } from '../../domain/missed/MissedBackend';
import type { MissedClient } from '../../domain/missed/MissedClient';
import type { MissedWish } from '../../domain/missed/MissedList';
import type { Timer } from '../../domain/Timer';
import type { RpcClient } from './RpcClient';

/** The company's missed calls by JSON-RPC. */
export class RpcMissed implements MissedBackend {
  private count = 0;

  constructor(
    private readonly rpc: Pick<RpcClient, 'call'>,
    private readonly timer: Pick<Timer, 'now'>,
  ) {}

  async list(): Promise<readonly MissedClient[]> {
    const { clients } = await this.rpc.call('get_missed_clients', {}, missedClientsSchema);
    return clients.map(toMissedClient);
  }

  async ask(id: string, wish: MissedWish): Promise<void> {
    // Each may be wanted again later, so each press has an id of its own: its moment and a running number.
    const press = `${this.timer.now()}.${++this.count}`;
    if (wish === 'call') await this.rpc.call('call_back', { id, command_id: `callBack:${id}:${press}` });
    else {
      const is_taken = wish === 'take';
      await this.rpc.call('take_missed_client', {
        id,
        is_taken,
        command_id: `take:${id}:${is_taken}:${press}`,
      });
    }
  }
}

function toMissedClient(wire: WireMissedClient): MissedClient {
  const { attempts, promised, taken_by, talked } = wire;
  const facts = {
    id: wire.id,
    number: wire.contact_phone,
    name: wire.contact_name,
    contactId: wire.contact_id === null ? null : contactIdOf(wire.contact_id),
    company: wire.company,
    responsible: wire.responsible,
    via: wire.via,
    count: wire.count,
    firstAt: wire.first_at * 1_000,
    lastAt: wire.last_at * 1_000,
    isMine: wire.is_mine,
    attempts: attempts && { count: attempts.count, name: attempts.name, at: attempts.at * 1_000 },
    promised: promised && { at: promised.at * 1_000, name: promised.name, isMe: promised.is_me },
  };
  if (talked !== null) return { ...facts, phase: 'talked', by: talked.name, talkedAt: talked.at * 1_000 };
  return taken_by === null
    ? { ...facts, phase: 'waiting' }
    : { ...facts, phase: 'taken', by: taken_by.name, isMe: taken_by.is_me };
}

/** Digits; null for anything else, since it becomes part of a URL. */
function contactIdOf(id: string | number): string | null {
  const text = String(id);
  return /^\d{1,19}$/.test(text) ? text : null;
}
