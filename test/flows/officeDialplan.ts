import { passwordOf } from '../asterisk/support/renderPbx';
import type { Dialled, Line, Way } from './Flow';
import { officeRooms } from './officeRooms';
import { specialLines } from './specialLines';

/** How the phone behind trunk a is reached: `sip` is chan_sip, which Asterisk has up to 20. */
export type Far = 'pjsip' | 'sip';

/** What tells one office from another on the same Asterisk. */
export interface OfficePlaces {
  readonly far: Far;
  /** First two digits of its extensions: 10, 11, … */
  readonly prefix: number;
  /** Ports of the phones behind the trunks a, b and m (mobiles); each trunk has an address of its own. */
  readonly ports: { readonly a: number; readonly b: number; readonly m: number };
}

export const INSIDE = ['anna', 'boris', 'vera', 'gleb', 'anna2'] as const;
const LINES: Readonly<Record<Line, string>> = {
  direct: '4951',
  group: '4952',
  queue: '4953',
  linear: '4954',
  rrmemory: '4959',
  leaving: '4960',
  hunt: '4955',
  followMe: '4956',
  confirmed: '4961',
  voicemail: '4962',
  menu: '4957',
  devices: '4963',
  conference: '4964',
  colleague: '4965',
  atDesk: '4958',
};
/** What an agent dials before the number, by the way out. */
const WAYS: Readonly<Record<Way, string>> = { outside: '', failover: '88', atOnce: '89' };
/** Called by the runner once a flow is over. */
export const MARK_LINE = '4999';

export const hostOf = ({ prefix }: OfficePlaces, trunk: 'a' | 'b' | 'm'): string =>
  `127.0.${prefix}.${{ a: 1, b: 2, m: 3 }[trunk]}`;
/** The channel by which a number behind trunk a is called. */
export const toClient = ({ far, prefix }: OfficePlaces, number: string): string =>
  ({
    pjsip: `PJSIP/${number}@trunka-${prefix}`,
    sip: `SIP/trunka-${prefix}/${number}`,
  })[far];
export const lineNumber = (line: Line): string => LINES[line];
/** What our screens show of a line that was dialled: a queue by its name. */
export function shownLine({ prefix }: OfficePlaces, dialled: string): string {
  const line = Object.entries(LINES).find(([, number]) => number === dialled)?.[0] ?? '';
  const queue = line === 'queue' ? 'all' : line;
  return queue in QUEUES ? `${queue}-${prefix}` : dialled;
}
export const wayPrefix = (way: Way): string => WAYS[way];
export const WAY_PREFIXES: readonly string[] = Object.values(WAYS).filter((prefix) => prefix !== '');
export const parkingPlace = ({ prefix }: OfficePlaces): string => `7${prefix}0`;
export const parkedCall = ({ prefix }: OfficePlaces): string => `7${prefix}1`;
export const room = ({ prefix }: OfficePlaces): string => `6${prefix}0`;
export const isLine = (to: Dialled): to is Line => to in LINES;
export const isWay = (to: Dialled): to is Way => to in WAYS;
/** A phone that is never registered. */
export const absentNumber = ({ prefix }: OfficePlaces): string => `${prefix}05`;
/** The mobile of Anna. */
export const mobileNumber = ({ prefix }: OfficePlaces): string => `7916${prefix}00001`;
export const extensionOf = ({ prefix }: OfficePlaces, who: (typeof INSIDE)[number]): string =>
  who === 'anna2' ? `${prefix}11` : `${prefix}0${INSIDE.indexOf(who) + 1}`;

/** The office's parts of pjsip.conf, extensions.conf and queues.conf, as FreePBX writes such. */
export function officeDialplan(places: OfficePlaces): Readonly<Record<string, string>> {
  const { prefix: p } = places;
  const client = (number: string): string => toClient(places, number);
  const [anna, boris] = [extensionOf(places, 'anna'), extensionOf(places, 'boris')];
  return {
    'pjsip.conf': [
      ...INSIDE.map((who) => phoneLines(extensionOf(places, who), who === 'anna2' ? anna : null, p)),
      phoneLines(absentNumber(places), null, p),
      ...(['a', 'b', 'm'] as const)
        .filter((trunk) => trunk !== 'a' || places.far === 'pjsip')
        .map((trunk) => trunkLines(places, trunk)),
    ].join('\n'),
    'extensions.conf': `
[internal-${p}]
include => special-${p}
exten => _${p}0X,1,Dial(PJSIP/\${EXTEN},30,tTkK)
exten => _495X,1,Goto(from-trunk-${p},\${EXTEN},1)
exten => *8,1,Pickup()
exten => _*8X.,1,PickupChan(PJSIP/\${EXTEN:2},p)
 same => n,Hangup()
exten => _79X.,1,Goto(out-${p},\${EXTEN},1)
exten => _8879X.,1,Dial(PJSIP/\${EXTEN:2}@trunkb-${p},30,tTkK)
 same => n,Dial(${client('${EXTEN:2}')},30,tTkK)
 same => n,Gosub(leave,s,1)
exten => _8979X.,1,Dial(${client('${EXTEN:2}')}&PJSIP/\${EXTEN:2}@trunkb-${p},30,tTkK)
 same => n,Gosub(leave,s,1)
[out-${p}]
exten => _7916X.,1,Dial(PJSIP/\${EXTEN}@trunkm-${p},30,tTkK)
 same => n,Gosub(leave,s,1)
exten => _79X.,1,Dial(${client('${EXTEN}')},30,tTkK)
 same => n,Gosub(leave,s,1)
[ext-${p}]
exten => _${p}0X,1,Dial(PJSIP/\${EXTEN},30,tTkK)
 same => n,Gosub(leave,s,1)
[from-trunk-${p}]
include => special-lines-${p}
exten => ${LINES.direct},1,Dial(PJSIP/${anna},30,tTkK)
 same => n,Gosub(leave,s,1)
exten => ${LINES.group},1,Dial(Local/${anna}@ext-${p}/n&Local/${boris}@ext-${p}/n,30,tTkK)
 same => n,Gosub(leave,s,1)
exten => ${LINES.queue},1,Answer()
 same => n,Queue(all-${p},tTkK,,,60)
 same => n,Hangup()
exten => ${LINES.linear},1,Answer()
 same => n,Queue(linear-${p},tTkK,,,60)
 same => n,Hangup()
exten => ${LINES.hunt},1,Dial(PJSIP/${anna},15,tTkK)
 same => n,Dial(PJSIP/${boris},30,tTkK)
 same => n,Gosub(leave,s,1)
exten => ${LINES.followMe},1,Dial(Local/${anna}@ext-${p}/n&Local/${mobileNumber(places)}@out-${p}/n,30,tTkK)
 same => n,Gosub(leave,s,1)
exten => ${LINES.menu},1,Answer()
 same => n(ask),WaitExten(10)
 same => n,Goto(ask)
exten => 1,1,Dial(PJSIP/${anna},30,tTkK)
exten => 2,1,Dial(PJSIP/${boris},30,tTkK)
exten => ${LINES.atDesk},1,Dial(PJSIP/${boris},30,tTkK)
exten => ${MARK_LINE},1,Hangup()
${specialLines(places)}`,
    ...officeRooms(places),
    'queues.conf': Object.entries(QUEUES)
      .map(
        ([name, { strategy, seconds }]) => `
[${name}-${p}]
strategy = ${strategy}
timeout = ${seconds}
context = keys-${p}
retry = 1
ringinuse = no
member => Local/${anna}@ext-${p}/n,0,Anna,PJSIP/${anna}
member => Local/${boris}@ext-${p}/n,0,Boris,PJSIP/${boris}`,
      )
      .join('\n'),
  };
}

/** Named as their lines, but for the first. */
const QUEUES = {
  all: { strategy: 'ringall', seconds: 6 },
  linear: { strategy: 'linear', seconds: 6 },
  rrmemory: { strategy: 'rrmemory', seconds: 4 },
  leaving: { strategy: 'ringall', seconds: 10 },
} as const;

function phoneLines(extension: string, owner: string | null, prefix: number): string {
  return `[${extension}](agent)
context = internal-${prefix}
call_group = ${prefix}
pickup_group = ${prefix}
auth = login${extension}
aors = ${extension}
callerid = "Agent ${owner ?? extension}" <${owner ?? extension}>
set_var = CHANNEL(parkinglot)=office-${prefix}
set_var = TRANSFER_CONTEXT=internal-${prefix}
[login${extension}](login)
username = ${extension}
password = ${passwordOf(extension)}
[${extension}](place)`;
}

function trunkLines(places: OfficePlaces, trunk: 'a' | 'b' | 'm'): string {
  const name = `trunk${trunk}-${places.prefix}`;
  const host = hostOf(places, trunk);
  return `[${name}](line)
context = from-trunk-${places.prefix}
aors = ${name}
[${name}]
type = aor
contact = sip:${host}:${places.ports[trunk]}
[${name}]
type = identify
endpoint = ${name}
match = ${host}`;
}
