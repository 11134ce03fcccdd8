import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formPairs } from '../../elma365/megafon/formPairs';
import { readCrmPush } from '../../elma365/megafon/readCrmPush';
import { readPush } from '../../server/telephony/megafon/pushes/readPush';
import { readPushFields } from '../../server/telephony/megafon/wire/readPushFields';

const HISTORY = 'cmd=history&callid=1&phone=79161234567&user=anna&ext=101&start=20260405T120000Z&duration=0';
const EVENT = 'cmd=event&callid=1&phone=102&user=anna&ext=101';

/** What both make of a push, in the words that they share. */
function both(body: string): readonly [server: string, elma: string] {
  const server = readPush(readPushFields(body, (form) => new URLSearchParams(form))!);
  const elma = readCrmPush(readPushFields(body, formPairs)!);
  return [
    server.kind === 'event' ? `${server.way}` : server.kind === 'history' ? server.status : server.kind,
    elma.kind === 'event' ? elma.way : elma.kind === 'history' ? elma.outcome : elma.kind,
  ];
}

test.each([
  [`${HISTORY}&type=in&status=Cancelled`, 'cancelled', 'cancelled'],
  [`${HISTORY}&type=in&status=Cancel`, 'cancelled', 'cancelled'],
  [`${HISTORY}&type=missed`, 'missed', 'noAnswer'],
  [`${HISTORY}&type=missed&status=`, 'missed', 'noAnswer'],
  [`${HISTORY}&type=in&status=NotAllowed`, 'refused', 'cancelled'],
  [`${HISTORY}&type=in&status=new-word`, 'unknown', 'unknown'],
  [`${EVENT}&type=OUTGOING&direction=internal`, 'internal', 'internal'],
  [`${EVENT}&type=OUTGOING&direction=in`, 'out', 'out'],
  [`${EVENT}&type=INCOMING&direction=internal`, 'internal', 'internal'],
  ['cmd=event&type=INCOMING&callid=a%0Ax&phone=1', 'broken', 'broken'],
  ['cmd=event&type=INCOMING&callid=a%00x&phone=1', 'broken', 'broken'],
  [`cmd=history&callid=${'x'.repeat(129)}&type=in`, 'broken', 'broken'],
  ['cmd=nothing', 'ignored', 'ignored'],
  ['cmd=event&type=HELD&callid=1', 'ignored', 'ignored'],
])('the backend and the module in ELMA365 agree about %s', (body, server, elma) => {
  expect(both(body)).toEqual([server, elma]);
});

/** Names that the files of a folder export. */
function exportedNames(folder: string): Set<string> {
  const root = join(__dirname, '../..', folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.d)\.ts$/.test(file),
  );
  return new Set(
    files.flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /^export (?:async )?(?:function|const|interface|type|class) (\w+)/gm,
        ),
      ].map(([, name = '']) => name),
    ),
  );
}

test('no name stands both in the driver and in the module: what both need is in the folder that both share', () => {
  const module = exportedNames('elma365');
  const driver = exportedNames('server/telephony/megafon');
  expect(driver.has('readVatsPush') && module.has('readCrmPush')).toBe(true);
  expect([...module].filter((name) => driver.has(name))).toEqual([]);
});
