/** Why an ECSS-10 can't be used from this page: the detail of a `Failure`, and the path of its text. */
export type Ecss10Fault =
  | 'ecss10.noNumber'
  | 'ecss10.notReached'
  | 'ecss10.localNetwork'
  | 'ecss10.wrongKey'
  | 'ecss10.notPermitted'
  | 'ecss10.badAnswer';

/** Is the detail of a failure one of them? Nobody else's begins so. */
export function isEcss10Fault(detail: string): detail is Ecss10Fault {
  return detail.startsWith('ecss10.');
}
