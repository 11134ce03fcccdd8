/** Why a request to an ECSS-10 from this page has failed: the detail of a `Failure` and the path of its text. */
export type Ecss10Fault =
  | 'ecss10.noNumber'
  | 'ecss10.notReached'
  | 'ecss10.localNetwork'
  | 'ecss10.wrongKey'
  | 'ecss10.notPermitted'
  | 'ecss10.badAnswer';

/** Is the detail of a failure an `Ecss10Fault`? Only these begin with `ecss10.`. */
export function isEcss10Fault(detail: string): detail is Ecss10Fault {
  return detail.startsWith('ecss10.');
}
