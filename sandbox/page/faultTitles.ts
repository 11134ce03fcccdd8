import type { Message } from '../../server/system/Message';
import type { faultKinds } from './faultKinds';

/** Titles of the faults on the desk. */
export const faultTitles: Readonly<Record<(typeof faultKinds)[number], Message>> = {
  none: { ru: 'исправен', en: 'works' },
  slow: { ru: 'медленный запрос', en: 'slow request' },
  late: { ru: 'поздний ответ', en: 'late answer' },
  hang: { ru: 'не отвечает никогда', en: 'never answers' },
  drop: { ru: 'рвёт соединение', en: 'drops the connection' },
  double: { ru: 'шлёт запрос дважды', en: 'sends requests twice' },
  stale: { ru: 'отдаёт старый ответ', en: 'gives an older answer' },
  badGateway: { ru: 'ошибка 502', en: 'error 502' },
  html: { ru: 'вместо ответа страница', en: 'a page in place of an answer' },
  empty: { ru: 'пустой ответ', en: 'empty answer' },
  null: { ru: 'ответ null', en: 'answer null' },
  number: { ru: 'вместо ответа число', en: 'a number in place of an answer' },
  text: { ru: 'вместо ответа строка', en: 'a text in place of an answer' },
  noContent: { ru: 'ответ без содержимого', en: 'answer without content' },
  wrongId: { ru: 'чужой id', en: 'wrong id' },
  wrongResult: { ru: 'непонятный результат', en: 'odd result' },
  jsonRpcError: { ru: 'ошибка JSON-RPC', en: 'JSON-RPC error' },
  textStatus: { ru: 'код ответа строкой', en: 'status code as text' },
  status: { ru: 'отказ с кодом', en: 'refusal with a code' },
  exception: { ru: 'отказ сервера', en: 'refusal of the backend' },
};
