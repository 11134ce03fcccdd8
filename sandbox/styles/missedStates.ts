import { createStyleState as state } from './createStyleState';
import type { StyleState } from './StyleState';

const LIST = '.asteriskng-client';

/** States with the company's missed calls. */
export const missedStates: readonly StyleState[] = [
  state(
    'clients-count',
    { ru: 'Клиенты ждут звонка', en: 'Clients wait for a call' },
    { clients: ({ clients }) => clients.all(), shows: '[data-command=missed]' },
  ),
  state(
    'clients-list',
    { ru: 'Кому перезвонить', en: 'Who to call back' },
    { clients: ({ clients }) => clients.all(), steps: [{ press: 'missed' }], shows: LIST },
  ),
  state(
    'clients-taken',
    { ru: 'Клиента уже взял коллега', en: 'A colleague has taken the client' },
    {
      clients: ({ clients }) => clients.all(),
      refuses: { take_missed_client: 'TakenByColleague' },
      steps: [{ press: 'missed' }, { press: 'take' }],
      shows: '.asteriskng-drawer .asteriskng-problem',
    },
  ),
  state(
    'clients-missed',
    { ru: 'Кому перезвонить, сразу после пропущенного', en: 'Who to call back, just after a missed call' },
    {
      clients: ({ clients }) => clients.all(),
      calls: (make) => [make.client('regular', make.ended('MISSED', false))],
      steps: [{ press: 'missed' }],
      shows: LIST,
    },
  ),
  state(
    'clients-ringing',
    { ru: 'Клиенты ждут, звонит ещё один', en: 'Clients wait, one more rings' },
    {
      clients: ({ clients }) => clients.all(),
      calls: (make) => [make.client('regular', { via: null, card: make.card() })],
      shows: '.asteriskng-badge',
    },
  ),
  state(
    'clients-many',
    { ru: 'Ждут многие', en: 'Many wait' },
    {
      clients: ({ clients }) => clients.many(),
      steps: [{ press: 'missed' }],
      shows: '[data-missed=more]',
    },
  ),
  state(
    'clients-unread',
    { ru: 'Общий список не загружен, видны свои', en: 'The list is not loaded, own missed calls are there' },
    {
      clients: ({ clients }) => clients.all(),
      missed: (make) => make.missed(),
      refuses: { get_missed_clients: 'TelephonyUnavailable' },
      steps: [{ press: 'missed' }],
      shows: '.asteriskng-missed',
    },
  ),
];
