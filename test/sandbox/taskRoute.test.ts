import { AmoAccount } from '../../sandbox/amo/AmoAccount';
import { AmoApi } from '../../sandbox/amo/AmoApi';
import type { ApiAnswer } from '../../sandbox/amo/ApiAnswer';
import { russianBusiness } from '../../sandbox/business/russianBusiness';

const TOKEN = 'the-token-of-the-account';
const NOW = 1_763_700_000;

test('a task is completed with its result, and with nothing else', () => {
  let ms = 0;
  const account = new AmoAccount({ ...russianBusiness, tasks: [] }, () => NOW);
  const api = new AmoApi(account, TOKEN, () => (ms += 1_000));
  const { id } = account.addTask({ text: 'Перезвонить', complete_till: NOW + 3_600 });
  const ask = (method: string, address: string, body: object | null): ApiAnswer => {
    const { pathname: path, searchParams: query } = new URL(address, 'http://sandbox/api/v4/');
    const text = body === null ? null : JSON.stringify(body);
    return api.answer({ method, path, query, authorization: `Bearer ${TOKEN}`, body: text });
  };
  const done = { is_completed: true, result: { text: 'Поговорили' } };
  expect(ask('PATCH', `tasks/${id}`, { is_completed: true }).status).toBe(400);
  expect(ask('PATCH', `tasks/${id}`, { ...done, result: { text: '' } }).status).toBe(400);
  expect(ask('PATCH', 'tasks/1', done).status).toBe(404);
  expect(ask('PATCH', 'companies/1', done).status).toBe(404);
  expect(ask('PUT', `tasks/${id}`, done).status).toBe(404);
  expect(ask('PATCH', `tasks/${id}`, done)).toMatchObject({ status: 200, body: { id, updated_at: NOW } });
  expect(account.life.tasks).toMatchObject([{ isDone: true, result: 'Поговорили' }]);
  expect(ask('GET', `tasks?filter[id][]=${id}`, null)).toMatchObject({
    body: { _embedded: { tasks: [{ is_completed: true, result: { text: 'Поговорили' } }] } },
  });
});
