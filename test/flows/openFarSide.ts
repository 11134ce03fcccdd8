import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freeUdpPort } from '../asterisk/support/freePort';
import type { Pbx } from '../asterisk/support/Pbx';
import { hostOf, type Far, type OfficePlaces } from './officeDialplan';

/**
 * Adds the trunks a of these offices to the settings of an Asterisk that is to be started again, where PJSIP does not have
 * them. Returns where it hears the clients' phones.
 */
export async function openFarSide(pbx: Pbx, far: Far, offices: readonly OfficePlaces[]): Promise<number> {
  if (far === 'pjsip') return pbx.places.sipPort;
  const port = await freeUdpPort('127.0.0.1');
  const folder = join(pbx.places.run, 'etc');
  const modules = join(folder, 'modules.conf');
  writeFileSync(modules, readFileSync(modules, 'utf8').replace('noload = chan_sip.so', ''));
  const general = [
    '[general]',
    'bindaddr = 127.0.0.1',
    `bindport = ${port}`,
    'disallow = all',
    'allow = alaw',
  ];
  appendFileSync(
    join(folder, 'sip.conf'),
    [...general, 'directmedia = no', ...offices.map(trunk)].join('\n'),
  );
  return port;
}

const trunk = (office: OfficePlaces): string => `
[trunka-${office.prefix}]
type = peer
context = from-trunk-${office.prefix}
host = ${hostOf(office, 'a')}
port = ${office.ports.a}
insecure = port,invite
`;
