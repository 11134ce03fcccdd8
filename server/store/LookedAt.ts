import type { Finding } from '../system/Check';
import type { StoreLoss } from './StoreLoss';

/** What a look at the database itself has found. */
export interface LookedAt {
  readonly finding: Finding;
  readonly losses: readonly StoreLoss[];
}
