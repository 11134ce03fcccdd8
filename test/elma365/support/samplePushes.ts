import type { PushFields } from '../../support/megafon/vatsPushes';

/** A phone starts to ring. */
export const incoming: PushFields = {
  cmd: 'event',
  type: 'INCOMING',
  phone: '79101234567',
  user: 'andy',
  ext: '701',
  callid: 'c1',
  direction: 'in',
};
/** A call that is over. */
export const history: PushFields = {
  cmd: 'history',
  type: 'in',
  status: 'Success',
  phone: '79101234567',
  user: 'andy',
  ext: '701',
  start: '20260405T120000Z',
  duration: '124',
  callid: 'c1',
  link: 'https://h.test/r.mp3?id=7',
};

/** The fields without some. */
export function without(fields: PushFields, ...names: readonly string[]): PushFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
