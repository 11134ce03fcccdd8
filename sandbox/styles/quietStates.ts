import { createStyleState as state } from './createStyleState';
import type { StyleState } from './StyleState';

const READY = '.asteriskng-dot-ready';
const LOST = '.asteriskng-dot-lost';
const OPTIONS = '[role=listbox]:not([aria-busy]) [role=option]';

/** A text that no name has. */
const NOBODY = { ru: 'Щукарь', en: 'Zzyzx' };

/** States without a call: ready, lists, settings of the agent, and what keeps the agent from calling. */
export const quietStates: readonly StyleState[] = [
  state(
    'folded',
    { ru: 'Свёрнута', en: 'Folded' },
    {
      steps: [{ press: 'fold' }],
      shows: `[data-folded] ${READY}`,
    },
  ),
  state('idle', { ru: 'Готова', en: 'Idle' }, { shows: READY }),
  state(
    'recent',
    { ru: 'Последние контакты и коллеги', en: 'Recent contacts and colleagues' },
    { steps: [{ press: 'field' }], shows: OPTIONS },
  ),
  state(
    'search',
    { ru: 'Поиск', en: 'Search' },
    { steps: [{ type: { ru: 'ко', en: 'ha' } }], shows: OPTIONS },
  ),
  state(
    'nothing-found',
    { ru: 'Никого не нашли', en: 'Nothing found' },
    { steps: [{ type: NOBODY }], shows: '.asteriskng-list .asteriskng-message', says: NOBODY },
  ),
  state(
    'search-failed',
    { ru: 'Поиск не удался', en: 'Search failed' },
    {
      steps: [{ type: NOBODY }],
      refuses: { get_contacts: 'InternalError' },
      shows: '[data-command=retry]',
    },
  ),
  state(
    'missed-count',
    { ru: 'Есть пропущенные', en: 'Missed calls wait' },
    { missed: (make) => make.missed(), shows: '[data-command=missed]' },
  ),
  state(
    'missed-list',
    { ru: 'Список пропущенных', en: 'List of missed calls' },
    { missed: (make) => make.missed(), steps: [{ press: 'missed' }], shows: '.asteriskng-missed' },
  ),
  state(
    'preferences',
    { ru: 'Мои настройки', en: 'My settings' },
    { steps: [{ press: 'choices' }], shows: '[data-choice]' },
  ),
  state(
    'connecting',
    { ru: 'Подключается', en: 'Connecting' },
    { holds: 'all', shows: '.asteriskng-status-text' },
  ),
  state(
    'not-proven',
    { ru: 'Вход не подтверждён', en: 'Not signed in' },
    { wantsProof: true, refuses: { open_session: 'TokenRefused' }, shows: LOST },
  ),
  state(
    'no-extension',
    { ru: 'Нет внутреннего номера', en: 'No extension' },
    { refuses: { ping: 'UnknownAgent', get_agent_status: 'UnknownAgent' }, shows: LOST },
  ),
  state('wrong-key', { ru: 'Неверный ключ', en: 'Wrong key' }, { outage: 'keyless', shows: LOST }),
  state(
    'no-connection',
    { ru: 'Нет связи с сервером', en: 'No connection' },
    { outage: 'gateway', shows: LOST },
  ),
  state(
    'no-telephony',
    { ru: 'АТС недоступна, идёт разговор', en: 'Telephone system is away, in a call' },
    {
      isUnlinked: true,
      calls: (make) => [make.client('regular', make.talking())],
      shows: '[data-command=hold][aria-disabled=true]',
    },
  ),
];
