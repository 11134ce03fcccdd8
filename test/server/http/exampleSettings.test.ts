import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseConfiguration } from '../../../server/config/Configuration';
import { loadConfiguration } from '../../../server/config/loadConfiguration';

/** A section of the example that is commented out, as it reads without the comment's signs. */
function section(name: string): string {
  const blocks = readFileSync('server.example.yaml', 'utf8').split('\n\n');
  const block = blocks.find((text) => text.includes(`\n# ${name}:`)) ?? '';
  const lines = block.split('\n');
  return lines
    .slice(lines.indexOf(`# ${name}:`))
    .map((line) => line.replace(/^# /, ''))
    .join('\n');
}

const plain = { secretKeys: ['a-secret-key-of-tests'] };

test.each(['http', 'recordings', 'routing'] as const)(
  'the section %s of the example can be used, and has the defaults',
  (name) => {
    const written = (parse(section(name)) as Record<string, Record<string, unknown>>)[name]!;
    const configuration = parseConfiguration({ ...plain, [name]: written });
    const least = name === 'recordings' ? { address: written['address'], timeZone: written['timeZone'] } : {};
    const defaults = parseConfiguration({ ...plain, [name]: least });
    const { audit, mp3, ...rest } = configuration[name] as Record<string, object>;
    expect(defaults[name]).toMatchObject(rest);
    // Files and folders have no default to show.
    expect([audit, mp3]).toMatchObject([
      name === 'http' ? { numbers: 'last4' } : undefined,
      name === 'recordings' ? { ffmpeg: 'ffmpeg', megabytes: 1_024, seconds: 40 } : undefined,
    ]);
  },
);

test('keys of links and of the dialplan come from the environment', () => {
  const yaml = 'recordings: { address: https://a.b }\nrouting: {}';
  const env = {
    ASTERISKNG_SECRET_KEYS: 'a-secret-key-of-tests',
    ASTERISKNG_LINK_KEY: 'a-new-key-of-links,an-old-key-of-links',
    ASTERISKNG_ROUTING_KEY: 'key-of-the-dialplan',
  };
  expect(loadConfiguration(env, (path) => (path === 'server.yaml' ? yaml : null))).toMatchObject({
    recordings: { linkKey: ['a-new-key-of-links', 'an-old-key-of-links'] },
    routing: { key: 'key-of-the-dialplan' },
  });
});
