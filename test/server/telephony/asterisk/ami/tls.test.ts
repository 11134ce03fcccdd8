import { connectTo, enter, faultOf, type ConnectionEnd } from '../../../support/amiEnds';
import { FakeAsterisk } from '../../../support/FakeAsterisk';
import { selfSigned } from '../../../support/selfSigned';

const certificate = selfSigned('pbx.example.com');
const trusted = { ca: certificate.cert, serverName: 'pbx.example.com' };
let asterisk: FakeAsterisk;
let end: ConnectionEnd | null = null;

beforeEach(async () => {
  asterisk = await FakeAsterisk.start(certificate);
});

afterEach(async () => {
  end?.connection.close();
  await asterisk.stop();
});

test('it logs in over TLS', async () => {
  const entered = await enter({ ...asterisk.settings, tls: trusted });
  end = entered;
  expect((await entered.ami.send({ name: 'Ping' })).response['Ping']).toBe('Pong');
});

test('without a challenge the secret is sent, for the line is encrypted', async () => {
  asterisk.hasChallenge = false;
  end = await enter({ ...asterisk.settings, tls: trusted });
  expect(asterisk.of('Login')[0]?.['Secret']).toEqual([asterisk.settings.secret]);
});

test.each([
  ['a certificate without a known authority', {}, /SELF_SIGNED|UNABLE_TO_VERIFY/],
  ['a certificate of another name', { ...trusted, serverName: 'other.example.com' }, /ALTNAME_INVALID/],
  ['a certificate that is not for the address', { ca: certificate.cert }, /ALTNAME_INVALID/],
])('%s is refused before anything is said', async (_, tls, code) => {
  end = connectTo({ ...asterisk.settings, tls });
  const fault = await faultOf(end);
  expect(fault.reason).toBe('notConnected');
  expect(fault.said).toMatch(code);
  expect(asterisk.actions).toEqual([]);
});
