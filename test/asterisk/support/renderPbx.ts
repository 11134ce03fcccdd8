import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toneSamples, VOICES } from './voices';
import { projectFolder, type UnpackedAsterisk } from './unpackedAsterisk';

/** What is put into the templates. */
export interface PbxPlaces {
  /** Folder of this run. Short: a Unix socket lies in it. */
  readonly run: string;
  readonly sipPort: number;
  readonly trunkPort: number;
  readonly amiPort: number;
  readonly rtpFrom: number;
  readonly secret: string;
}

export const AGENTS = ['101', '102', '103', '104', '201'];
/** A phone's password. */
export const passwordOf = (extension: string): string => `pw${extension}`;

const TEMPLATES = join(__dirname, '../etc');
const RTP_PORTS = 1_000;
/** What no rig of ours has, and what would write errors without settings of its own. */
const UNUSED =
  /^(?:(?:cdr|cel)_(?!manager)|chan_(?!pjsip|bridge)|pbx_(?!config|spool)|func_odbc|codec_(?!alaw|ulaw|gsm|resample|a_mu)|app_(?:adsi|alarm|amd|audiosocket|dict|directory|festival|followme|getcpe|jack|minivm|mp3|sla|sms|speech|voicemail_|stasis)|res_(?:adsi|aeap|ael|ari|audiosocket|calendar|cdrel|clialiases|config_|corosync|fax|geoloc|hep|http_|odbc|phoneprov|pjsip_(?:geoloc|phoneprov|publish|stir|transport_websocket|config_wizard)|prometheus|resolver|rtp_multicast|smdi|snmp|speech_aeap|statsd|stir|stun|stasis_(?:test|broadcast)|timing_pthread|tonedetect|websocket|xmpp))/;
/** Modules that ask for a file of their own and are content with an empty one. */
const EMPTY = ['acl', 'ccss', 'confbridge', 'pjproject', 'queuerules', 'udptl'];

/** Writes all that this Asterisk reads into the run's folder. */
export function renderPbx(asterisk: UnpackedAsterisk, places: PbxPlaces): void {
  for (const folder of ['etc', 'lib/keys', 'log', 'moh', 'spool/monitor', 'spool/outgoing', 'spool/tmp'])
    mkdirSync(join(places.run, folder), { recursive: true });
  const words = wordsOf(asterisk, places);
  for (const name of readdirSync(TEMPLATES))
    writeFileSync(join(places.run, 'etc', name), filled(readFileSync(join(TEMPLATES, name), 'utf8'), words));
  for (const name of EMPTY) writeFileSync(join(places.run, 'etc', `${name}.conf`), '');
  writeFileSync(join(places.run, 'moh/tone.sln'), toneSamples(VOICES.music, 2_000));
}

function wordsOf({ modules, data }: UnpackedAsterisk, places: PbxPlaces): ReadonlyMap<string, string> {
  const unused = readdirSync(modules).filter((name) => UNUSED.test(name));
  return new Map([
    ['RUN', places.run],
    ['MODULES', modules],
    ['DATA', data],
    ['PROJECT', projectFolder],
    ['SIP_PORT', `${places.sipPort}`],
    ['TRUNK_PORT', `${places.trunkPort}`],
    ['AMI_PORT', `${places.amiPort}`],
    ['RTP_FROM', `${places.rtpFrom}`],
    ['RTP_TO', `${places.rtpFrom + RTP_PORTS}`],
    ['SECRET', places.secret],
    ['NOLOAD', unused.map((name) => `noload = ${name}`).join('\n')],
    ['AGENTS', AGENTS.map(agentLines).join('\n')],
  ]);
}

function agentLines(extension: string): string {
  return `[${extension}](agent)
auth = login${extension}
aors = ${extension}
callerid = "Agent ${extension}" <${extension}>
[login${extension}](login)
username = ${extension}
password = ${passwordOf(extension)}
[${extension}](place)
`;
}

function filled(template: string, words: ReadonlyMap<string, string>): string {
  return template.replace(/@([A-Z_]+)@/g, (whole, word: string) => words.get(word) ?? whole);
}
