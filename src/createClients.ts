import type { Call } from './domain/calls/Call';
import { callerKey } from './domain/calls/callerKey';
import type { Callers } from './domain/calls/Callers';
import type { NewClientKind } from './domain/calls/Making';
import { noteMaking } from './domain/calls/noteMaking';
import { AmoNewClients } from './infrastructure/amocrm/AmoNewClients';
import { cardPath, detailPath, openPath } from './infrastructure/amocrm/openPath';
import type { Texts } from './infrastructure/amocrm/Texts';
import type { RpcClient } from './infrastructure/rpc/RpcClient';
import type { CallDesk } from './infrastructure/ui/call/CallDesk';
import type { Scope } from './system/Scope';

/** What `createClients` gets of the session. */
interface CreateClientsOptions {
  readonly rpc: Pick<RpcClient, 'offers' | 'call'>;
  readonly desk: Pick<CallDesk, 'makings'>;
  readonly texts: Texts;
  readonly window: Window;
  readonly tabs: { readonly locks: LockManager | null; readonly name: string };
  /** amoCRM's id of the user. */
  readonly userId: number;
}

/**
 * Composition root of clients.js, which a first click on "Create a contact" or "Create a deal" loads: makes a client, opens its
 * page and says to all who it is.
 */
export function createClients(
  { desk, rpc, texts, window, tabs, userId }: CreateClientsOptions,
  callers: Pick<Callers, 'choose'>,
  scope: Scope,
): (call: Call, kind: NewClientKind) => void {
  const maker = new AmoNewClients({ window, scope, userId, texts, ...tabs });
  return ({ id, party }, kind) => {
    const key = callerKey(party.number);
    void maker.make(kind, party).then((made) => {
      if (scope.closed) return;
      if (typeof made === 'string') {
        noteMaking(desk.makings, key, { kind, problem: made });
        return;
      }
      noteMaking(desk.makings, key, null);
      const { contactId, leadId, name } = made;
      callers.choose(party, contactId, name);
      openPath(window, leadId === null ? cardPath(contactId) : detailPath({ kind: 'leads', id: leadId }));
      // The backend's copy of the cards learns of it at once; where this fails, by amoCRM's webhook or its next look.
      const cards = [
        { kind: 'contacts' as const, id: contactId },
        ...(leadId === null ? [] : [{ kind: 'leads' as const, id: leadId }]),
      ];
      if (rpc.offers('client_made')) rpc.call('client_made', { unique_id: id, cards }).catch(() => undefined);
    });
  };
}
