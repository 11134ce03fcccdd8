import { startCaddy } from '../../scripts/try/RunningProxy';
import { attacksOnProxy } from './support/attacksOnProxy';

attacksOnProxy(startCaddy);
