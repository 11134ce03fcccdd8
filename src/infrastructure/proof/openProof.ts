import type { Result } from '../../../protocol/methods';
import { openedSession } from '../../../protocol/openedSession';
import type { RequestHeaders } from '../../../protocol/request';
import { Failure } from '../../domain/Failure';
import type { Settings } from '../../domain/settings/Settings';
import { serverUrl } from '../../domain/settings/serverUrl';
import type { AmoWidget } from '../../system/plugin/AmoWidget';
import type { Scope } from '../../system/Scope';
import { RpcClient } from '../rpc/RpcClient';
import type { ProofOfUser } from '../rpc/ProofOfUser';
import type { Transport } from '../rpc/Transport';
import { withKey } from '../rpc/withKey';
import { authorizedTransport, readAmoToken } from './authorizedTransport';
import { ProofChannel } from './ProofChannel';
import type { ProvenSession } from './ProofState';
import { SharedProof } from './SharedProof';

/** How long amoCRM may take to give a token, ms. */
const TOKEN_LIMIT_MS = 5_000;

/** The tabs of this user on this computer. */
export interface ProofTabs {
  /** Name of what they share; null: this tab acts for itself. */
  readonly name: string | null;
  readonly isLeader: () => boolean;
}

/** What the proof of the page's user needs. */
export interface OpenProofOptions {
  readonly plugin: Pick<AmoWidget, '$authorizedAjax'>;
  readonly settings: Settings;
  readonly headers: RequestHeaders;
  /** Way of the other requests. */
  readonly transport: Transport;
  readonly tabs: ProofTabs;
  readonly window: Window & typeof globalThis;
}

/** Creates the proof of the page's user, until the scope closes. Composition root of proof.js in the zip. */
export function openProof(options: OpenProofOptions, scope: Scope): ProofOfUser {
  const { window, tabs } = options;
  const channel =
    tabs.name === null ? null : new ProofChannel(new window.BroadcastChannel(`${tabs.name}:proof`), scope);
  return new SharedProof(
    { open: () => openSession(options, scope), channel, isLeader: tabs.isLeader },
    scope,
  );
}

/** Exchanges amoCRM's token for a session; one that has ended, which the host may have kept, once more. */
async function openSession(options: OpenProofOptions, scope: Scope): Promise<ProvenSession> {
  const openedAt = scope.now();
  const exchange = (): Promise<Result<'open_session'>> => exchangeOnce(options, scope);
  const { session_token, expires_in, no_agent } = await exchange().catch((error: unknown) => {
    if (Failure.from(error).detail !== 'TokenExpired') throw error;
    return exchange();
  });
  return {
    token: session_token,
    endsAt: openedAt + expires_in * 1_000,
    noAgent: no_agent && { reason: no_agent.reason, ask: no_agent.ask },
  };
}

/** One exchange. Straight, amoCRM sends its token in a header; through its proxy the token goes in the JSON. */
async function exchangeOnce(options: OpenProofOptions, scope: Scope): Promise<Result<'open_session'>> {
  const { plugin, settings, window, headers } = options;
  const address = serverUrl(settings.serverAddress);
  if (address.kind !== 'ok') throw new Failure('unreachable');
  const { url } = address;
  if (settings.connection === 'direct') {
    const transport = authorizedTransport(plugin, withKey(url, settings.secretKey));
    return new RpcClient(transport, headers, scope).call('open_session', {}, openedSession);
  }
  const attempt = scope.child();
  attempt.after(TOKEN_LIMIT_MS, () => {
    attempt.close();
  });
  const token = await readAmoToken(plugin, window, url, attempt.signal).finally(() => {
    attempt.close();
  });
  return new RpcClient(options.transport, headers, scope).call('open_session', { token }, openedSession);
}
