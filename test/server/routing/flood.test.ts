import { RightsOffice } from '../support/RightsOffice';
import { KEY, type FullStatus } from '../support/startBackend';

let office: RightsOffice;

beforeEach(() => {
  office = RightsOffice.prepare();
});

afterEach(() => office.close());

const start = (requestsPerMinute: number): Promise<void> =>
  office.start({ mode: 'off' }, { index: false }, { routing: {}, http: { limits: { requestsPerMinute } } });

const ask = async (number: string, address = '127.0.0.1'): Promise<number> => {
  const url = `/asterisk_ng/route?${new URLSearchParams({ number, key: KEY }).toString()}`;
  return (await office.backend.app.http.inject({ url, remoteAddress: address })).statusCode;
};

const statusOf = (extension: string): Promise<FullStatus> =>
  office.backend.fullStatus(office.claimed(extension));

/** The numbers that were searched among contacts, in this order. */
const searched = (): string[] =>
  office.amo.seen.flatMap(({ path, query }) =>
    path.endsWith('/contacts') ? (query.get('query') ?? []) : [],
  );

const numberOf = (index: number): string => `+7960${String(1_000_000 + index)}`;

/** Questions of dialplans for numbers that no one knows; none is answered before amoCRM's time passes. */
function flood(count: number, addressOf: (index: number) => string): Promise<number>[] {
  return Array.from({ length: count }, (_, index) => ask(numberOf(index), addressOf(index)));
}

test('while the route is flooded with numbers, who rings is looked up in between, also when it is one of these numbers', async () => {
  await start(10_000);
  const { account } = office.amo;
  account.contact('Кто Звонит', office.number, { id: 71 });
  const all = flood(50, (index) => `198.51.100.${index}`);
  const same = ask(office.number);
  await office.until(() => searched().length > 0);
  office.incoming();
  await office.passUntil(async () => (await statusOf('101')).calls.at(-1)?.contact_name === 'Кто Звонит');
  const own = searched().findIndex((digits) => office.number.endsWith(digits));
  expect(own).toBeLessThan(8);
  await office.passUntil(() => office.backend.timer.pending < 3);
  await Promise.all([...all, same]);
  // Of those that ask at once amoCRM is asked about a few.
  expect(new Set(searched()).size).toBeLessThan(12);
  const lines = office.backend.log.filter((line) => line.includes('routing.lookup-failed'));
  expect(lines).toHaveLength(1);
});

test('an address that asks too often gets the default, others are answered', async () => {
  await start(60);
  const codes: number[] = [];
  for (let index = 0; index < 70; index += 1) codes.push(await ask('anonymous', '198.51.100.7'));
  expect(codes.filter((code) => code === 429)).toHaveLength(10);
  expect(await ask('anonymous', '198.51.100.8')).toBe(200);
  const lines = office.backend.log.filter((line) => line.includes('routing.too-many-questions'));
  expect(lines).toHaveLength(1);
});
