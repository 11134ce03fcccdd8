import { CALLER_PATIENCE_MS } from './callerPatienceMs';
import { missedScenarios } from './missedScenarios';
import type { Language } from './page/DeskState';
import type { Scenario } from './Scenario';
import { scenarioIn } from './scenarioIn';
import { DeskError } from './DeskError';
import { deskErrorMessages } from './messages';
import { businesses } from './business/businesses';
import { scenarioContacts } from './business/Business';

/** Name of a contact of the scenarios. */
function nameOf(language: Language, name: keyof typeof scenarioContacts): string {
  return businesses[language].cards.find(({ id }) => id === scenarioContacts[name])?.name ?? '';
}

const incoming = scenarioIn('incoming');
const talking = scenarioIn('talking');
const colleagues = scenarioIn('colleagues');
const outgoing = scenarioIn('outgoing');

/** All scenarios, in the order of the desk. */
export const scenarios: readonly Scenario[] = [
  incoming(
    'known-client',
    { ru: 'Знакомый клиент', en: 'A known client' },
    {
      ru: 'Имя, компания, сделка с этапом, задача и ответственный видны сразу, без запроса к amoCRM; ответьте с экрана или отклоните.',
      en: 'Name, company, deal with its stage, task and responsible person are there at once, and amoCRM is not asked; answer on the screen or reject.',
    },
    (stage) => stage.ring(stage.numberOf('regular'), [stage.me.extension]),
  ),
  incoming(
    'unknown-number',
    { ru: 'Незнакомый номер', en: 'An unknown number' },
    {
      ru: 'Контакт или сделка — одним нажатием, и разговор попадёт в ленту; без них звонок попадёт в «Неразобранное» раздела «Сделки».',
      en: 'A contact or a deal by one press, and the call goes to its feed; without one it goes to the incoming leads on the page Leads.',
    },
    (stage) => stage.ring(stage.unknownNumber, [stage.me.extension]),
  ),
  incoming(
    'several-contacts',
    { ru: 'Номер у двух контактов', en: 'A number of two contacts' },
    {
      ru: 'Окно перечисляет оба контакта и даёт выбрать карточку.',
      en: 'The popup lists both contacts and lets you choose the card.',
    },
    (stage) => stage.ring(stage.numberOf('sharesNumber'), [stage.me.extension]),
  ),
  incoming(
    'only-in-amo',
    { ru: 'Клиента знает только amoCRM', en: 'A client that only amoCRM knows' },
    {
      ru: 'В телефонной книге сервера клиента нет: имя — из amoCRM; кнопки работают с первого мгновения.',
      en: 'The backend’s phone book lacks this client: the name is from amoCRM; the buttons work from the first moment.',
    },
    (stage) => stage.ring(stage.numberOf('onlyInAmo'), [stage.me.extension]),
  ),
  incoming(
    'queue',
    { ru: 'Звонок в очередь, всем', en: 'A call to a queue, everybody rings' },
    {
      ru: `Окно называет очередь «${businesses.ru.queue}»; откройте второго сотрудника: кто ответил первым, у того и звонок.`,
      en: `The popup names the queue “${businesses.en.queue}”; open the other agent: who answers first has the call.`,
    },
    (stage) => stage.ring(stage.numberOf('inQueue'), stage.extensions, { via: stage.queue }),
  ),
  incoming(
    'colleague-answers',
    { ru: 'Коллега ответил первым', en: 'A colleague answers first' },
    {
      ru: 'Через пару секунд окно говорит, что ответил другой, и уходит; пропущенного нет.',
      en: 'After some two seconds the popup says that another one has answered, and goes; nothing is missed.',
    },
    (stage) =>
      stage.ring(stage.numberOf('inQueue'), stage.extensions, {
        via: stage.queue,
        answeredBy: stage.colleague.extension,
      }),
  ),
  incoming(
    'gives-up',
    { ru: 'Клиент не дождался', en: 'The caller gives up' },
    {
      ru: 'Не отвечайте пять секунд: в панели останется пропущенный звонок, в «Задачах» — задача перезвонить.',
      en: 'Do not answer for five seconds: a missed call stays in the panel, and a task to call back under Tasks.',
    },
    (stage) => stage.ring(stage.numberOf('second'), [stage.me.extension], { givesUpMs: CALLER_PATIENCE_MS }),
  ),
  talking(
    'talk',
    { ru: 'Начать разговор', en: 'Start a conversation' },
    {
      ru: 'Трубка снята на аппарате, не на экране: окно и панель всё равно показывают разговор.',
      en: 'The phone is picked up by hand, not on the screen: popup and panel show the conversation all the same.',
    },
    async (stage) => {
      await stage.talk(stage.numberOf('regular'));
    },
  ),
  talking(
    'second-call',
    { ru: 'Второй звонок во время разговора', en: 'A second call while talking' },
    {
      ru: 'Ответьте на второй: первый встаёт на удержание; потом переключайтесь между ними.',
      en: 'Answer the second one: the first goes on hold; then swap between them.',
    },
    async (stage) => {
      await stage.talk(stage.numberOf('regular'));
      await stage.ring(stage.numberOf('second'), [stage.me.extension]);
    },
  ),
  talking(
    'far-hold',
    { ru: 'Клиент ставит меня на удержание', en: 'The client puts me on hold' },
    { ru: 'Окно и панель говорят, что удерживает клиент.', en: 'Popup and panel say that the client holds.' },
    async (stage) => {
      await stage.talk(stage.numberOf('regular'));
      stage.simulator.farHold(stage.me.extension, true);
    },
  ),
  talking(
    'far-unhold',
    { ru: 'Клиент снимает с удержания', en: 'The client takes me off hold' },
    { ru: 'Разговор идёт дальше.', en: 'The conversation goes on.' },
    async (stage) => {
      await stage.talk(stage.numberOf('regular'));
      stage.simulator.farHold(stage.me.extension, false);
    },
  ),
  talking(
    'client-hangs-up',
    { ru: 'Клиент кладёт трубку', en: 'The client hangs up' },
    {
      ru: 'Окно говорит, чем кончилось, и предлагает перезвонить; звонок с записью — в ленте карточки клиента.',
      en: 'The popup says how it ended and offers to call back; the call and its recording are in the feed of the client’s card.',
    },
    async (stage) => {
      await stage.talk(stage.numberOf('regular'));
      stage.simulator.farHangup(stage.me.extension);
    },
  ),
  colleagues(
    'colleague-calls',
    { ru: 'Звонит коллега', en: 'A colleague calls' },
    { ru: 'Звонок внутренний, с именем коллеги.', en: 'The call is internal and has the colleague’s name.' },
    ({ simulator, colleague, me }) => {
      if (!simulator.colleagueCalls(colleague.extension, me.extension))
        throw new DeskError(deskErrorMessages.colleagueBusy);
    },
  ),
  colleagues(
    'colleague-talks',
    { ru: 'Коллега разговаривает', en: 'A colleague is talking' },
    {
      ru: 'Найдите коллегу в поле панели: видно, что он занят.',
      en: 'Look for the colleague in the panel’s field: it shows that the phone is busy.',
    },
    async (stage) => {
      await stage.colleagueTalks(stage.numberOf('colleagues'));
    },
  ),
  colleagues(
    'colleague-transfers',
    { ru: 'Коллега переводит клиента', en: 'A colleague transfers a client' },
    {
      ru: 'Мне звонит клиент, а не коллега; трубка снимается сама.',
      en: 'It is the client who calls, not the colleague; the phone is picked up by itself.',
    },
    async (stage) => stage.handOver(await stage.colleagueTalks(stage.numberOf('colleagues'))),
  ),
  colleagues(
    'colleague-consults',
    { ru: 'Коллега советуется о клиенте', en: 'A colleague asks about a client' },
    {
      ru: 'Звонит коллега, клиент ждёт у него; когда разговор пойдёт, нажмите «Коллега отдаёт клиента».',
      en: 'The colleague calls while the client waits; once you talk, press “The colleague hands the client over”.',
    },
    async (stage) => stage.consult(await stage.colleagueTalks(stage.numberOf('colleagues'))),
  ),
  colleagues(
    'colleague-completes',
    { ru: 'Коллега отдаёт клиента', en: 'The colleague hands the client over' },
    {
      ru: 'Тот же разговор идёт дальше, теперь с клиентом: сменились имя и номер.',
      en: 'The same call goes on, with the client now: name and number have changed.',
    },
    (stage) => stage.endConsultation('complete_transfer'),
  ),
  colleagues(
    'colleague-cancels',
    { ru: 'Коллега возвращается к клиенту', en: 'The colleague goes back to the client' },
    { ru: 'Звонок коллеги кончился.', en: 'The colleague’s call is over.' },
    (stage) => stage.endConsultation('cancel_transfer'),
  ),
  colleagues(
    'colleague-hangs-up',
    { ru: 'Коллега кладёт трубку', en: 'The colleague hangs up' },
    {
      ru: 'Все разговоры коллеги кончились; в поле панели он снова свободен.',
      en: 'All calls of the colleague are over; the panel’s field shows a free phone again.',
    },
    (stage) => stage.colleagueHangsUp(),
  ),
  outgoing(
    'busy',
    { ru: 'Номер занят', en: 'A busy number' },
    {
      ru: `То же, что щелчок по номеру в карточке «${nameOf('ru', 'busy')}»: окно говорит «занято».`,
      en: `The same as a click on the number in the card “${nameOf('en', 'busy')}”: the popup says that it is busy.`,
    },
    (stage) => stage.dial(stage.numberOf('busy')),
  ),
  outgoing(
    'no-answer',
    { ru: 'Никто не отвечает', en: 'Nobody answers' },
    {
      ru: `То же, что щелчок по номеру в карточке «${nameOf('ru', 'silent')}»: через 20 секунд «не отвечает».`,
      en: `The same as a click on the number in the card “${nameOf('en', 'silent')}”: after 20 seconds no answer.`,
    },
    (stage) => stage.dial(stage.numberOf('silent')),
  ),
  ...missedScenarios,
];
