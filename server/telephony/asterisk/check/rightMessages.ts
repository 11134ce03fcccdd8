import type { Message, Messages } from '../../../system/Message';

/** Rights of the manager user, and the actions that need them. */
export const rightMessages = {
  complete: {
    en: 'The manager user may do all that is needed.',
    ru: 'У пользователя AMI есть все нужные права.',
  },
  lacks: (right: string) => ({
    en: `"write" of the user in manager.conf lacks "${right}"`,
    ru: `в write пользователя в manager.conf нет ${right}`,
  }),
  lacksWith: (right: string, losses: Message) => ({
    en: `"write" of the user in manager.conf lacks "${right}": ${losses.en}.`,
    ru: `В write пользователя в manager.conf нет ${right}: ${losses.ru}.`,
  }),
  refused: (action: string) => ({
    en: `Asterisk has refused the action ${action}`,
    ru: `Asterisk отказал в действии ${action}`,
  }),
  tooOld: (action: string, loss: Message) => ({
    en: `Asterisk has no action ${action}, so ${loss.en}: it is older than 16.`,
    ru: `В Asterisk нет действия ${action}, поэтому ${loss.ru}: он старше версии 16.`,
  }),
  noModule: (action: string, loss: Message, module: Message) => ({
    en: `Asterisk has no action ${action}, so ${loss.en}: the module ${module.en} is not loaded.`,
    ru: `В Asterisk нет действия ${action}, поэтому ${loss.ru}: модуль ${module.ru} не загружен.`,
  }),
  notifyModule: {
    en: 'res_pjsip_notify.so (it needs a pjsip_notify.conf)',
    ru: 'res_pjsip_notify.so (ему нужен pjsip_notify.conf)',
  },
} satisfies Messages;

/** What fails without an action. */
export const lossMessages = {
  follow: { en: 'calls can not be tracked', ru: 'за звонками не проследить' },
  holdOrTransfer: { en: 'no call can be held or transferred', ru: 'звонок не удержать и не перевести' },
  hangup: { en: 'no call can be ended or rejected', ru: 'звонок не завершить и не отклонить' },
  resume: { en: 'no call can be taken off hold', ru: 'звонок не снять с удержания' },
  call: { en: 'no call can be made', ru: 'позвонить нельзя' },
  mute: { en: 'no call can be muted', ru: 'микрофон не выключить' },
  digits: { en: 'no digits can be sent', ru: 'цифры не отправить' },
  notify: {
    en: 'no phone can be asked to answer or to hold',
    ru: 'телефон не попросить ответить или удержать звонок',
  },
} satisfies Messages;

/** Events that the manager user gets. */
export const eventMessages = {
  notTried: (name: string, why: Message) => ({
    en: `Events of the class "${name}" were not tried: ${why.en}.`,
    ru: `События класса ${name} не проверены: ${why.ru}.`,
  }),
  callMissing: {
    en:
      'A test event of the class "call" did not arrive, so calls can not be tracked: "read" of the user in ' +
      'manager.conf lacks "call", or an "eventfilter" holds it back.',
    ru:
      'Пробное событие класса call не пришло, звонки не видны: в read пользователя в manager.conf нет call, ' +
      'или его не пропускает eventfilter.',
  },
  dialplanMissing: {
    en:
      'A test event of the class "dialplan" did not arrive, so holds, mutes and transfers can not be tracked: "read" of the user in ' +
      'manager.conf lacks "dialplan", or an "eventfilter" holds it back.',
    ru:
      'Пробное событие класса dialplan не пришло, удержание, отключение микрофона и переводы не видны: в read ' +
      'пользователя в manager.conf нет dialplan, или его не пропускает eventfilter.',
  },
  heldBack: (names: string) => ({
    en:
      `Test events that did not arrive: ${names}. Calls are tracked wrongly without them: an ` +
      '"eventfilter" of the user in manager.conf holds them back.',
    ru:
      `Не пришли пробные события: ${names}. Без них звонки показываются неверно: их не пропускает ` +
      'eventfilter пользователя в manager.conf.',
  }),
  noQueues: {
    en: '"read" of the user in manager.conf lacks "agent": queues can not be tracked.',
    ru: 'В read пользователя в manager.conf нет agent: очереди не видны.',
  },
  noMusic: {
    en: 'There is no music on hold: a caller on hold hears nothing. Check musiconhold.conf.',
    ru: 'Музыки на удержании нет: собеседник слышит тишину. Проверьте musiconhold.conf.',
  },
  noTimestamp: {
    en:
      'Events have no time stamp, so times of calls and delays are those of their arrival: set timestampevents = yes ' +
      'in [general] of manager.conf and run manager reload.',
    ru:
      'В событиях нет времени, поэтому временем звонка считается время их прихода: задайте timestampevents = yes ' +
      'в [general] в manager.conf и выполните manager reload.',
  },
  arrive: {
    en: 'Events of calls and of the dialplan arrive.',
    ru: 'События звонков и плана набора приходят.',
  },
  arriveWithQueues: {
    en: 'Events of calls, of the dialplan and of queues arrive.',
    ru: 'События звонков, плана набора и очередей приходят.',
  },
  queuesNotLookedAt: {
    en: 'Events of queues were not checked, since none can be caused from here: "read" must have "agent".',
    ru: 'События очередей не проверены, отсюда их не вызвать: в read должен быть agent.',
  },
} satisfies Messages;
