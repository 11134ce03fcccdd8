import type { WireCall } from '../../protocol/call';
import { scenarioContacts } from '../business/Business';
import { createStyleState as state } from './createStyleState';
import type { StyleCalls } from './StyleCalls';
import type { StyleState } from './StyleState';

const CHOSEN = '[data-note=outcome][aria-checked=true]';
const AFTER = '.asteriskng-note[data-phase=over] [data-note=done]';

const talk = (make: StyleCalls): WireCall =>
  make.client('regular', { ...make.talking(), card: make.card({ why: null }) });

const after = (make: StyleCalls): ReturnType<StyleState['openNotes']> =>
  make.notes.open('regular', scenarioContacts.regular);

/** States in which the agent writes of a call, during it and afterwards. */
export const noteStates: readonly StyleState[] = [
  state(
    'talk-note',
    { ru: 'Разговор с заметкой и итогом', en: 'Talking, with note and outcome' },
    {
      calls: (make) => [talk(make)],
      note: ({ notes }) => notes.note({ outcome_id: 'agreed' }),
      shows: CHOSEN,
    },
  ),
  state(
    'talk-deals',
    { ru: 'У клиента две сделки', en: 'A client with two deals' },
    {
      calls: (make) => [
        make.client('regular', { ...make.talking(), card: make.card({ why: null, ...make.twoLeads() }) }),
      ],
      note: (make) => make.notes.note({ lead_id: make.twoLeads().leads[1]?.id ?? null }),
      shows: '.asteriskng-note select',
    },
  ),
  state(
    'note-task',
    { ru: 'Следующая задача', en: 'The next task' },
    {
      calls: (make) => [talk(make)],
      note: ({ notes }) => notes.note({ outcome_id: 'call-back' }),
      steps: [{ press: 'task' }],
      shows: '[data-note=when]',
    },
  ),
  state(
    'note-other-time',
    { ru: 'Задача на другое время', en: 'A task at another time' },
    {
      calls: (make) => [talk(make)],
      note: ({ notes }) => notes.note({ outcome_id: 'call-back' }),
      steps: [{ press: 'task' }, { press: 'other' }],
      shows: '[data-part=note-task-time]',
    },
  ),
  state(
    'note-colleague',
    { ru: 'Заметка коллеги', en: 'A note of a colleague' },
    {
      calls: (make) => [talk(make)],
      note: ({ notes }) => notes.note({ text: '', written_at: null, others: notes.colleagues() }),
      shows: '.asteriskng-note-other',
    },
  ),
  state(
    'after-call',
    { ru: 'После разговора', en: 'After the call' },
    {
      note: ({ notes }) => notes.note({ ...notes.waiting(), outcome_id: 'agreed' }),
      openNotes: after,
      shows: `${CHOSEN}, ${AFTER}`,
    },
  ),
  state(
    'note-required',
    { ru: 'Итог обязателен', en: 'An outcome is required' },
    {
      note: ({ notes }) => notes.note(notes.waiting()),
      openNotes: after,
      steps: [{ press: 'done' }],
      shows: '.asteriskng-note-asked',
    },
  ),
  state(
    'note-unfinished',
    { ru: 'Не дописано, уже звонит другой', en: 'Unfinished, and another one rings' },
    {
      calls: (make) => [make.client('second', { card: make.card({ why: null }) })],
      note: ({ notes }) => notes.note(notes.waiting()),
      openNotes: after,
      shows: '[data-note=open]',
    },
  ),
];
