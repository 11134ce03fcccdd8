import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { stopProcess } from '../stopProcess';

const deploy = join(__dirname, '../../deploy');

/** A proxy that runs with our sample of its configuration, on ports of its own. */
export interface RunningProxy {
  readonly name: string;
  readonly port: number;
  /** Of plain HTTP, where the sample has it. */
  readonly plainPort?: number;
  /** All that it has logged. */
  log(): string;
  stop(): Promise<number | null>;
}

/** A sample of ours with a certificate made for it, and its log in the folder. */
function sampleWithCertificate(name: string, folder: string): string {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'];
  spawnSync('openssl', [...made, '-keyout', key, '-out', certificate]);
  return readFileSync(join(deploy, name), 'utf8')
    .replace('/etc/letsencrypt/live/telephony.example.com/fullchain.pem', certificate)
    .replace('/etc/letsencrypt/live/telephony.example.com/privkey.pem', key)
    .replaceAll(/\/var\/log\/(nginx|apache2)\//g, `${folder}/`);
}

/** nginx with deploy/nginx.conf; null: it is not installed. */
export async function startNginx(folder: string, backendPort: number): Promise<RunningProxy | null> {
  if (spawnSync('nginx', ['-v']).error) return null;
  const [port, plainPort] = [await freePort(), await freePort()];
  const sample = sampleWithCertificate('nginx.conf', folder)
    .replaceAll(/listen 80;/g, `listen 127.0.0.1:${plainPort};`)
    .replaceAll(/listen 443 ssl http2;/g, `listen 127.0.0.1:${port} ssl http2;`)
    .replace('server 127.0.0.1:8080;', `server 127.0.0.1:${backendPort};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const main = `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/main.log crit;
    events { worker_connections 4096; } http { ${temporary.join(' ')} ${sample} }`;
  // Its workers are of another user, and keep long bodies below it.
  chmodSync(folder, 0o711);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, main);
  const child = spawn('nginx', ['-c', file, '-p', folder], { stdio: 'inherit' });
  process.once('exit', () => child.kill('SIGTERM'));
  await untilOpen(port);
  const logs = ['asteriskng.log', 'asteriskng-error.log', 'main.log'];
  const log = (): string => logs.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  return { name: 'nginx', port, plainPort, log, stop: () => stopProcess(child) };
}

/** Modules of Apache that Debian switches on, and those that the sample asks for. */
const APACHE_MODULES = [
  'mpm_event',
  'authz_core',
  'alias',
  'socache_shmcb',
  'ssl',
  'headers',
  'proxy',
  'proxy_http',
];

/** Apache with deploy/apache.conf; null: it is not installed. */
export async function startApache(folder: string, backendPort: number): Promise<RunningProxy | null> {
  if (spawnSync('apache2', ['-v']).error) return null;
  const port = await freePort();
  const sample = sampleWithCertificate('apache.conf', folder)
    .replace('*:443', `127.0.0.1:${port}`)
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${backendPort}`)
    .replace('ServerName telephony.example.com', 'ServerName localhost');
  const modules = APACHE_MODULES.map(
    (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
  );
  const main = [
    ...modules,
    `ServerRoot ${folder}`,
    'ServerName localhost',
    `PidFile ${folder}/apache.pid`,
    `DefaultRuntimeDir ${folder}`,
    `ErrorLog ${folder}/main.log`,
    'LogLevel crit',
    // As many at once as nginx may have here.
    'ServerLimit 32',
    'MaxRequestWorkers 800',
    'User www-data',
    'Group www-data',
    `Listen 127.0.0.1:${port}`,
    sample,
  ];
  const file = join(folder, 'apache.conf');
  writeFileSync(file, main.join('\n'));
  const child = spawn('apache2', ['-DFOREGROUND', '-f', file], { stdio: 'inherit' });
  process.once('exit', () => child.kill('SIGTERM'));
  await untilOpen(port);
  const logs = ['asteriskng.log', 'asteriskng-error.log', 'main.log'];
  const log = (): string => logs.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  return { name: 'Apache', port, log, stop: () => stopProcess(child) };
}

/** Caddy with deploy/Caddyfile and a certificate of its own; null: it is not installed. */
export async function startCaddy(folder: string, backendPort: number): Promise<RunningProxy | null> {
  if (spawnSync('caddy', ['version']).error) return null;
  const port = await freePort();
  const sample = readFileSync(join(deploy, 'Caddyfile'), 'utf8')
    .replace(/^telephony\.example\.com \{$/m, `https://localhost:${port} {\n\tbind 127.0.0.1\n\ttls internal`)
    .replace('127.0.0.1:8080 {', `127.0.0.1:${backendPort} {`)
    .replace('/var/log/caddy/', `${folder}/`);
  const file = join(folder, 'Caddyfile');
  writeFileSync(
    file,
    `{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tstorage file_system ${folder}/storage\n}\n${sample}`,
  );
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], { stdio: 'ignore', env });
  process.once('exit', () => child.kill('SIGTERM'));
  await untilOpen(port);
  const log = (): string => readFileSync(join(folder, 'asteriskng.log'), 'utf8');
  return { name: 'Caddy', port, log, stop: () => stopProcess(child) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Waits until a server listens on the port, a minute at most. */
async function untilOpen(port: number): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no server listens on ${port}`);
}
