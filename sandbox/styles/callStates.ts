import type { WireCall } from '../../protocol/call';
import { createStyleState as state } from './createStyleState';
import type { StyleCalls } from './StyleCalls';
import type { StyleState } from './StyleState';

const ANSWER = '[data-command=answer]';
const TALK = '.asteriskng-call-talk';
const HELD = '.asteriskng-call-held';
const BACK = '[data-command=callBack]';

const talk = (make: StyleCalls, rest: Partial<WireCall> = {}): WireCall =>
  make.client('regular', { ...make.talking(), card: make.card({ why: null }), ...rest });

const consultation = (make: StyleCalls, rest: Partial<WireCall>): readonly WireCall[] => [
  talk(make, { is_hold: true }),
  make.colleague({ consult_of: 'regular', ...rest }),
];

/** States with calls: ringing, talking, several, transfers and outcomes. */
export const callStates: readonly StyleState[] = [
  state(
    'ringing',
    { ru: 'Звонит клиент', en: 'A client rings' },
    { calls: (make) => [make.client('regular', { via: null, card: make.card() })], shows: ANSWER },
  ),
  state(
    'ringing-queue',
    { ru: 'Звонок в очередь, карточки ещё нет', en: 'A call of the queue, no card yet' },
    { calls: (make) => [make.client('inQueue', { via: make.queue })], shows: ANSWER },
  ),
  state(
    'ringing-unknown',
    { ru: 'Незнакомый номер', en: 'An unknown number' },
    { calls: (make) => [make.unknown()], shows: '[data-key$=":create"]' },
  ),
  state(
    'creating',
    { ru: 'Создаю контакт', en: 'Creating a contact' },
    {
      calls: (make) => [make.unknown()],
      steps: [{ press: 'create' }],
      shows: '[data-command=create][aria-busy=true]',
    },
  ),
  state(
    'create-refused',
    { ru: 'Нет права создать сделку', en: 'No right to create a deal' },
    {
      calls: (make) => [make.unknown()],
      steps: [{ press: 'createLead' }],
      makes: 'refused',
      shows: '.asteriskng-call .asteriskng-problem',
    },
  ),
  state(
    'ringing-several',
    { ru: 'Номер у двух контактов', en: 'Two contacts have the number' },
    { calls: (make) => [make.several()], shows: '[data-command=match]' },
  ),
  state(
    'ringing-transfer',
    { ru: 'Коллега переводит клиента', en: 'A colleague hands a client over' },
    {
      calls: (make) => [make.client('regular', { card: make.card({ why: make.transferred() }) })],
      shows: ANSWER,
    },
  ),
  state(
    'ringing-returned',
    { ru: 'Коллега не берёт, клиент вернулся', en: 'Not taken by a colleague, the client is back' },
    {
      calls: (make) => [make.client('regular', { card: make.card({ why: make.refused() }) })],
      shows: ANSWER,
    },
  ),
  state(
    'ringing-consult',
    { ru: 'Коллега спрашивает о клиенте', en: 'A colleague asks about a client' },
    { calls: (make) => [make.consulted()], shows: ANSWER },
  ),
  state(
    'ringing-old-card',
    {
      ru: 'Карточка устарела, ответственный не беспокоить',
      en: 'An old card, the owner is not to be disturbed',
    },
    { calls: (make) => [make.client('regular', { card: make.oldCard() })], shows: ANSWER },
  ),
  state(
    'dialling',
    { ru: 'Звоню', en: 'Ringing out' },
    {
      calls: (make) => [make.client('silent', { direction: 'OUTBOUND', phase: 'DIALING' })],
      shows: '[data-command=hangup]',
    },
  ),
  state('talking', { ru: 'Разговор', en: 'Talking' }, { calls: (make) => [talk(make)], shows: TALK }),
  state(
    'muted',
    { ru: 'Микрофон выключен', en: 'Muted' },
    { calls: (make) => [talk(make, { is_mute: true })], shows: '[data-command=mute][aria-pressed=true]' },
  ),
  state(
    'keypad',
    { ru: 'Клавиши', en: 'Keypad' },
    {
      calls: (make) => [talk(make, { card: undefined })],
      steps: [{ press: 'keypad' }],
      shows: '.asteriskng-keypad',
    },
  ),
  state(
    'held',
    { ru: 'Клиент на удержании', en: 'The client is held' },
    { calls: (make) => [talk(make, { is_hold: true })], shows: HELD },
  ),
  state(
    'far-held',
    { ru: 'Клиент удерживает меня', en: 'Held by the client' },
    { calls: (make) => [talk(make, { is_far_hold: true })], shows: TALK },
  ),
  state(
    'refused',
    { ru: 'АТС отказала', en: 'A command is refused' },
    {
      calls: (make) => [talk(make)],
      steps: [{ press: 'hold' }],
      refuses: { set_hold: 'NotSupported' },
      shows: '[data-command=dismiss]',
    },
  ),
  state(
    'second-call',
    { ru: 'Второй звонок во время разговора', en: 'A second call while talking' },
    { calls: (make) => [talk(make), make.client('second')], shows: ANSWER },
  ),
  state(
    'second-call-card',
    { ru: 'Второй звонок с полной карточкой', en: 'A second call with a full card' },
    {
      calls: (make) => [talk(make), make.client('second', { card: make.card({ why: make.transferred() }) })],
      shows: ANSWER,
    },
  ),
  state(
    'several-calls',
    { ru: 'Два разговора', en: 'Two calls' },
    {
      calls: (make) => [talk(make), make.client('second', { ...make.talking(), is_hold: true })],
      shows: '[role=listitem]',
    },
  ),
  state(
    'three-calls',
    { ru: 'Два разговора и звонок', en: 'Two calls and one rings' },
    {
      calls: (make) => [
        talk(make),
        make.client('second', { ...make.talking(), is_hold: true }),
        make.client('inQueue', { via: make.queue }),
      ],
      shows: ANSWER,
    },
  ),
  state(
    'transferring',
    { ru: 'Кому передать', en: 'Whom to transfer to' },
    {
      calls: (make) => [talk(make)],
      steps: [{ press: 'field' }],
      shows: '[role=listbox]:not([aria-busy]) [role=option]',
    },
  ),
  state(
    'consult-dialling',
    { ru: 'Дозвон до коллеги', en: 'Calling the colleague' },
    {
      calls: (make) => consultation(make, { phase: 'DIALING' }),
      shows: '[data-command=cancelTransfer]',
    },
  ),
  state(
    'consulting',
    { ru: 'Советуюсь с коллегой', en: 'Consulting' },
    { calls: (make) => consultation(make, make.talking()), shows: '[data-command=completeTransfer]' },
  ),
  ...(
    [
      ['ended', { ru: 'Разговор закончен', en: 'After the call' }, 'HUNG_UP', true, undefined],
      ['missed', { ru: 'Пропущен', en: 'Missed' }, 'MISSED', false, undefined],
      ['transferred', { ru: 'Переведён', en: 'Transferred' }, 'TRANSFERRED', true, false],
      ['not-taken', { ru: 'Переведён, не принят', en: 'Transferred, not taken' }, 'TRANSFERRED', true, true],
      ['elsewhere', { ru: 'Ответил другой', en: 'Answered elsewhere' }, 'ANSWERED_ELSEWHERE', false, false],
    ] as const
  ).map(([name, title, reason, answered, isRefused]) =>
    state(name, title, {
      calls: (make) => [
        make.client('regular', {
          ...make.ended(reason, answered),
          went_to: isRefused === undefined ? null : make.wentTo(isRefused),
        }),
      ],
      missed: (make) => (name === 'missed' ? make.missed().slice(0, 1) : []),
      shows: '.asteriskng-call-ended, .asteriskng-call-missed',
    }),
  ),
  state(
    'busy',
    { ru: 'Номер занят', en: 'Busy' },
    {
      calls: (make) => [make.client('busy', { direction: 'OUTBOUND', ...make.ended('BUSY') })],
      shows: BACK,
    },
  ),
];
