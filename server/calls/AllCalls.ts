import type { AgentCall } from './AgentCall';

/** Calls of each agent, by extension. */
export type AllCalls = ReadonlyMap<string, { readonly calls: readonly AgentCall[] }>;
