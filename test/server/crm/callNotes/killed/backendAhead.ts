/** The backend with a clock that is ahead. */
import './clockAhead';
import '../../../../../server/main';
