import { createStyleState as state } from './createStyleState';
import type { StyleState } from './StyleState';

const LIST = '.asteriskng-past';

/** States of the list of past calls. */
export const historyStates: readonly StyleState[] = [
  state(
    'history',
    { ru: 'Прошлые звонки', en: 'Past calls' },
    { history: (make) => make.history.all(), steps: [{ press: 'history' }], shows: LIST },
  ),
  state(
    'history-call',
    { ru: 'Один из прошлых звонков', en: 'One of the past calls' },
    {
      history: (make) => make.history.all(),
      steps: [{ press: 'history' }, { press: 'show' }],
      shows: '.asteriskng-past-rest',
    },
  ),
  state(
    'history-none',
    { ru: 'Прошлых звонков нет', en: 'No past calls' },
    {
      history: (make) => make.history.none(),
      steps: [{ press: 'history' }],
      shows: '[data-part=history-end] [role=status]:not([aria-busy])',
    },
  ),
  state(
    'history-failed',
    { ru: 'Список звонков не загружен', en: 'The list of calls was not loaded' },
    {
      history: (make) => make.history.none(),
      refuses: { get_history: 'InternalError' },
      steps: [{ press: 'history' }],
      shows: '[data-history=again]',
    },
  ),
];
