/** The telephone system's commands. Each resolves when it was accepted and fails with a `Failure`. */
export interface CallCommands {
  originate(number: string): Promise<void>;
  originateByContact(contactId: string): Promise<void>;
  redirect(number: string): Promise<void>;
  setMute(on: boolean): Promise<void>;
  setHold(on: boolean): Promise<void>;
  hangup(): Promise<void>;
}
