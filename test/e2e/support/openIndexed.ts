import * as v from 'valibot';
import { until } from '../../asterisk/support/until';
import { SandboxPage, type ContextOptions } from './SandboxPage';

const healthSchema = v.object({
  index: v.object({ state: v.string(), age_seconds: v.nullable(v.number()) }),
  rights: v.object({ state: v.string() }),
});

/** Opens the page of an account whose cards are in the index, and whose users are proven and have their rights. */
export async function openIndexed(
  options: Omit<Parameters<typeof SandboxPage.open>[0], 'identity'> & object,
  path = '/',
  choice: ContextOptions = {},
): Promise<SandboxPage> {
  const tab = await SandboxPage.open({ ...options, identity: true }, path, '', choice);
  try {
    await until('the index is filled and rights are known', async () => {
      const answer = await fetch(new URL('/health', tab.sandbox.backend.address));
      const health = v.safeParse(healthSchema, await answer.json());
      if (!health.success) return false;
      const { index, rights } = health.output;
      return index.state === 'filled' && index.age_seconds !== null && rights.state === 'ok';
    });
    await tab.status('Готов к звонку');
    return tab;
  } catch (error) {
    await tab.close();
    throw error;
  }
}
