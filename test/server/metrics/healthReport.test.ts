import { healthReport, type HealthFacts } from '../../../server/metrics/healthReport';
import { publicHealth } from '../../../server/metrics/publicHealth';

const alone: HealthFacts = {
  version: '1.2.3',
  telephony: 'asterisk',
  isLinkUp: true,
  waiting: 3,
  isLeader: null,
  isRedisUp: null,
  cluster: null,
  outbox: null,
  isAmocrmWell: null,
};

test('the report of a single backend has only the configured parts', () => {
  expect(healthReport(alone)).toEqual({
    status: 'ok',
    version: '1.2.3',
    telephony: { name: 'asterisk', link: 'up' },
    waiting: 3,
  });
});

test('another machine reads what leads, and no numbers of the cluster', () => {
  const member = { phase: 'following', backend: 'a', commands: 3, unwritten: 1 };
  const facts = { ...alone, isLeader: false, isRedisUp: true, cluster: member, outbox: 2 };
  expect(healthReport(facts)).toMatchObject({ cluster: member, outbox: 2 });
  expect(publicHealth(healthReport(facts))).toEqual({
    status: 'ok',
    version: '1.2.3',
    telephony: { name: 'asterisk', link: 'elsewhere' },
    redis: 'up',
    cluster: { phase: 'following' },
  });
});

test('the report has all configured parts', () => {
  expect(
    healthReport({
      ...alone,
      isLeader: true,
      isRedisUp: true,
      cluster: { phase: 'leading' },
      outbox: 2,
      isAmocrmWell: true,
    }),
  ).toMatchObject({ status: 'ok', cluster: { phase: 'leading' }, redis: 'up', outbox: 2, amocrm: 'ok' });
});

test.each<[string, Partial<HealthFacts>, string, string]>([
  ['alone without its telephone system', { isLinkUp: false }, 'down', 'down'],
  [
    'leading without the telephone system',
    { isLeader: true, isRedisUp: true, isLinkUp: false },
    'down',
    'down',
  ],
  ['leading without Redis', { isLeader: true, isRedisUp: false }, 'degraded', 'up'],
  ['following', { isLeader: false, isRedisUp: true, isLinkUp: false }, 'ok', 'elsewhere'],
  ['following without Redis', { isLeader: false, isRedisUp: false, isLinkUp: false }, 'down', 'elsewhere'],
  [
    'with an index that is old',
    { index: { state: 'old', cards: 5, age_seconds: 900, reason: 'no changes' } },
    'degraded',
    'up',
  ],
  ['refused by amoCRM', { isAmocrmWell: false, outbox: 1 }, 'degraded', 'up'],
])('%s: %j is %s, link %s', (_who, facts, status, link) => {
  expect(healthReport({ ...alone, ...facts })).toMatchObject({
    status,
    telephony: { name: 'asterisk', link },
  });
});
