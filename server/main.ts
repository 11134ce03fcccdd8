import { existsSync, readFileSync } from 'node:fs';
import { ConfigurationError } from './config/ConfigurationError';
import { loadConfiguration } from './config/loadConfiguration';
import { createApp } from './createApp';

/** Starts the backend; SIGTERM and SIGINT end it gracefully. */
async function main(): Promise<void> {
  const configuration = loadConfiguration(process.env, (path) =>
    existsSync(path) ? readFileSync(path, 'utf8') : null,
  );
  const app = await createApp(configuration);
  await app.start();
  await app.http.listen({ host: configuration.host, port: configuration.port });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      app.http.log.info({ signal }, 'stopping');
      void app.close();
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exitCode = 1;
});
