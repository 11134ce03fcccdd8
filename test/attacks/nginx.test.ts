import { startNginx } from '../../scripts/try/RunningProxy';
import { attacksOnProxy } from './support/attacksOnProxy';

attacksOnProxy(startNginx);
