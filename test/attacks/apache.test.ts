import { startApache } from '../../scripts/try/RunningProxy';
import { attacksOnProxy } from './support/attacksOnProxy';

attacksOnProxy(startApache);
