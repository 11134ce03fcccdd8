import type { Voice } from '../asterisk/support/voices';
import type { Actor } from './Flow';

/** The tone by which each party of a flow is heard. */
export const actorVoices: Readonly<Record<Actor, Voice>> = {
  anna: '101',
  anna2: '201',
  boris: '102',
  vera: '103',
  gleb: '104',
  client: 'client',
  client2: 'client2',
  mobile: 'mobile',
};
