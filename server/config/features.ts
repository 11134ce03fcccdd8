import { identityFeature } from '../identity/identityFeature';
import { clusterFeature } from '../cluster/clusterFeature';
import { crmFeature } from '../crm/crmFeature';
import { dialingFeature } from '../dialing/dialingFeature';
import { elma365Feature } from '../elma365/elma365Feature';
import { metricsFeature } from '../metrics/metricsFeature';
import { missedClientsFeature } from '../missedClients/missedClientsFeature';
import { recordingsFeature } from '../recordings/recordingsFeature';
import { routingFeature } from '../routing/routingFeature';
import { storeFeature } from '../store/storeFeature';

/** All features by the name of their section in the configuration. Sections that may be absent say what that means. */
export const features = {
  /** Absent: off, as in 1.0.0. */
  identity: identityFeature,
  dialing: dialingFeature,
  metrics: metricsFeature,
  missedClients: missedClientsFeature,
  /** Absent: a file beside the outbox when calls are logged in amoCRM, else none. */
  store: storeFeature,
  /** Absent: this backend is the only one. */
  redis: clusterFeature,
  /** Absent: no data is read from amoCRM or written to it; the widget still works in amoCRM. */
  amocrm: crmFeature,
  /** Absent: no recordings are served, and calls have no link to one. */
  recordings: recordingsFeature,
  /** Absent: no route for the dialplan. */
  routing: routingFeature,
  /** Absent: no routes for the ELMA365 module. */
  elma365: elma365Feature,
} as const;
