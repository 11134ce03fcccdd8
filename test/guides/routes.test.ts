import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseConfiguration } from '../../server/config/Configuration';
import { Guide, quotedIn } from './support/Guide';

const file = (name: string): string => readFileSync(join(__dirname, '../..', name), 'utf8');
const megafon = new Guide('MEGAFON.md').after('**адрес вашей CRM**: ');
const [[, cell = ''] = []] = new Guide('ELMA365.md').table(['имя свойства', 'что это', 'если пусто'], 1);
const [elma = ''] = quotedIn(cell);
const entered = [megafon, ...['status', 'members', 'calls', 'webhook'].map((route) => `${elma}/${route}`)];

interface Place {
  readonly path: string;
  readonly isWhole: boolean;
  readonly isPassedOn: boolean;
}

/** The location of a proxy that matches a path: the exact one, else the longest prefix. */
function placeOf(path: string, places: readonly Place[]): Place | undefined {
  return places
    .filter((place) => (place.isWhole ? path === place.path : path.startsWith(place.path)))
    .sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || b.path.length - a.path.length)[0];
}

/** Locations of the https server in nginx.conf. */
function nginxPlaces(): Place[] {
  const text = file('deploy/nginx.conf').split('listen 443')[1] ?? '';
  return [...text.matchAll(/^ +location (= )?(\S+) \{(.*?)\}/gms)].map(([, exact, path = '', body = '']) => ({
    path,
    isWhole: exact !== undefined,
    isPassedOn: body.includes('proxy_pass'),
  }));
}

function caddyPlaces(): Place[] {
  const parts = file('deploy/Caddyfile').split(/^\thandle /m);
  return parts.slice(1).map((text) => {
    const [pattern = ''] = text.split(' ', 1);
    const path = pattern.startsWith('{') ? '/' : pattern;
    return {
      path: path.replace('*', ''),
      isWhole: path !== '/' && !path.endsWith('*'),
      isPassedOn: text.includes('reverse_proxy'),
    };
  });
}

/** Locations of the Apache sample: the patterns that it answers itself, and one for the rest. */
function apachePlaces(): Place[] {
  const text = file('deploy/apache.conf');
  const shut = [...text.matchAll(/<LocationMatch "\^(\/\S*?)\/\*\$">\s+Redirect 404/g)];
  const open = [...text.matchAll(/<Location "(\S+)">.*?ProxyPass.*?<\/Location>/gs)];
  return [
    { path: '/', isWhole: false, isPassedOn: false },
    ...shut.map(([, path = '']) => ({ path, isWhole: true, isPassedOn: false })),
    ...open.map(([, path = '']) => ({ path, isWhole: false, isPassedOn: true })),
  ];
}

describe.each([
  ['nginx', nginxPlaces],
  ['Apache', apachePlaces],
  ['Caddy', caddyPlaces],
])('%s', (_name, places) => {
  test.each(entered)('%s reaches the backend', (address) => {
    const { pathname } = new URL(address);
    expect(placeOf(pathname, places())).toMatchObject({ isPassedOn: true });
  });

  test('does not let the dialplan’s route through', () => {
    expect(placeOf('/asterisk_ng/route', places())).toMatchObject({ isPassedOn: false });
    expect(placeOf('/metrics', places())).toMatchObject({ isPassedOn: false });
  });
});

test('the section elma365 of the example is valid and has the defaults', () => {
  const block = file('server.example.yaml')
    .split('\n\n')
    .find((text) => text.includes('\n# elma365:'));
  const yaml = (block ?? '').slice((block ?? '').indexOf('# elma365:')).replace(/^# /gm, '');
  const key = 'a-key-of-both-directions';
  const written = parse(yaml) as { elma365: { address: string } };
  const configure = (elma365: { address: string }) =>
    parseConfiguration({ secretKeys: ['a-secret-key-of-tests'], elma365: { ...elma365, key } }).elma365;
  expect(configure(written.elma365)).toEqual(configure({ address: written.elma365.address }));
});
