import { CommandFault } from './CommandFault';

/** The answer to an errand of `askLeader`. Fails as `find` does, but for a `CommandFault`, which the answer names. */
export async function answerAsLeader(find: () => Promise<object>): Promise<string> {
  try {
    return JSON.stringify({ found: await find() });
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    return JSON.stringify({ fault: error.reason });
  }
}
