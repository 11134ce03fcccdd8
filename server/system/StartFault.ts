/** Why a command can't do its work on this machine; the message is for whoever typed it. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}
