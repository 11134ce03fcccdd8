import { readFileSync } from 'node:fs';
import type { SandboxPage } from './SandboxPage';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.2 AA in the widget's nodes, including contrast, after animations have ended. */
export async function violations(tab: SandboxPage): Promise<string[]> {
  await tab.page.evaluate(axe);
  return tab.page.evaluate(async () => {
    const { axe: runner } = window as unknown as {
      axe: {
        run(
          context: object,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    // While a node fades in its contrast is not final. What moves with a scroll has no end.
    const moving = document
      .getAnimations()
      .filter(
        ({ effect, timeline }) =>
          timeline === document.timeline && effect?.getComputedTiming().endTime !== Infinity,
      );
    await Promise.allSettled(moving.map(({ finished }) => finished));
    const result = await runner.run(
      { include: ['.asteriskng-root'] },
      { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    );
    return result.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
    );
  });
}
