import { createApp } from '../../../server/createApp';
import { clusterConfiguration, type Place } from './ClusterBackend';
import { PbxTelephony } from './PbxTelephony';

/** A backend of a cluster as a process. Sends its port to the parent; its log goes to standard output. */
async function main(): Promise<void> {
  const place = JSON.parse(process.argv[2] ?? '{}') as Place;
  const app = await createApp(clusterConfiguration(place), { telephony: new PbxTelephony(place.pbxPort) });
  process.once('SIGTERM', () => {
    void app.close().then(() => process.exit(0));
  });
  // Ends with the test's process.
  process.once('disconnect', () => process.exit(0));
  await app.start();
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  const address = app.http.server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
}

void main();
