/** This backend does not hold the lease for certain: another backend has to carry the command out. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}
