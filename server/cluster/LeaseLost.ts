/** This backend does not lead, or can't be sure of it: another one has to carry the command out. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}
