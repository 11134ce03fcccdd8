import { clusterFeature } from '../cluster/clusterFeature';
import { crmFeature } from '../crm/crmFeature';
import { elma365Feature } from '../elma365/elma365Feature';
import { metricsFeature } from '../metrics/metricsFeature';
import { recordingsFeature } from '../recordings/recordingsFeature';
import { routingFeature } from '../routing/routingFeature';
import { storeFeature } from '../store/storeFeature';

/** All features, by their section of the configuration. */
export const features = {
  metrics: metricsFeature,
  /** Left out: a file beside the outbox, where calls are logged in amoCRM. */
  store: storeFeature,
  /** Left out: this backend works alone. */
  redis: clusterFeature,
  /** Left out: nothing is read from amoCRM or written there; the widget still works in it. */
  amocrm: crmFeature,
  /** Left out: no recordings are served, and calls have no link to one. */
  recordings: recordingsFeature,
  /** Left out: no dialplan asks. */
  routing: routingFeature,
  /** Left out: no module of ELMA365 is served. */
  elma365: elma365Feature,
} as const;
