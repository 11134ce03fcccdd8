import { methods, type Method } from '../../protocol/methods';
import { methodParams } from '../server/support/methodParams';
import { passUntil } from '../server/support/passUntil';
import { RightsOffice } from '../server/support/RightsOffice';

let office: RightsOffice;
beforeEach(async () => {
  office = await RightsOffice.open();
});
afterEach(() => office.close());

const userOf = (id: number): { rights?: { is_active?: boolean } } =>
  office.amo.account.users.find((user) => user.id === id)!;

test('a live session of a user who is switched off in amoCRM opens no method, and changes nothing', async () => {
  await office.untilRights('ok');
  let headers = await office.proven('104');
  userOf(4).rights!.is_active = false;
  // The session is renewed until the list is read again, so it is live whenever that is.
  await office.until(async () => {
    await office.backend.timer.pass(20_000);
    const opened = await office.openSession('104');
    if (opened !== 'UserInactive') headers = { ...headers, ...(opened as object) };
    return opened === 'UserInactive';
  });
  const { timer, app } = office.backend;
  const ask = async (method: Method): Promise<unknown> => {
    const asked = office.backend.call(method, methodParams[method], headers);
    if (method !== 'get_agent_status') return asked;
    let answer: unknown;
    void asked.then((got) => (answer = got));
    await passUntil(timer, 1_000, 'the poll, which is held, is answered', () => answer !== undefined);
    return answer;
  };
  const answers = new Map<string, unknown>();
  for (const method of Object.keys(methods) as Method[])
    if (method !== 'ping' && method !== 'open_session') answers.set(method, await ask(method));
  expect([...new Set(answers.values())]).toEqual(['UserInactive']);
  expect(answers.size).toBe(Object.keys(methods).length - 2);
  expect(await ask('ping')).toMatchObject({ agent: null, identity: { is_proven: false } });
  expect(app.simulator.lineCount).toBe(0);
  // The log says it once, however long the page stays open, and does not advise to add them to the agents.
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await office.openSession('104')).toBe('UserInactive');
    await timer.pass(120_000);
  }
  const warned = office.backend.log
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    .filter(({ level, event }) => Number(level) >= 40 && /^(?:identity|http\.user)/.test(String(event)));
  expect(warned).toEqual([
    expect.objectContaining({ event: 'identity.user-inactive', level: 40, amouserId: 4, extension: '104' }),
  ]);
});
