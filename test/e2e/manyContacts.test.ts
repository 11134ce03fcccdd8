import { SandboxPage } from './support/SandboxPage';

const NAME = 'Общество с ограниченной ответственностью «Ромашка и партнёры»';
/** As many as amoCRM's search gives at once, each with the number that rings. */
const contacts = Array.from({ length: 50 }, (_, index) => ({
  name: `${NAME} ${index}`,
  phone: '+74955001020',
  contactId: String(1_000 + index),
}));

test.each([
  [1366, 768],
  [1024, 600],
])(
  'A22: at %d × %d fifty contacts of one number with long names leave the buttons of the call on the screen',
  async (width, height) => {
    const backend = { telephony: { driver: 'simulator', answerMs: 150 } as const, contacts };
    const tab = await SandboxPage.open({ backend }, '/', '', {
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    try {
      await tab.status('Готов к звонку');
      tab.simulator.incoming('+74955001020', ['101'], { answersItself: false });
      for (const name of ['Ответить', 'Отклонить']) {
        const button = tab.popups.getByRole('button', { name, exact: true });
        await button.waitFor();
        // Within the window as it stands: nothing has to be scrolled.
        const box = await button.boundingBox();
        expect(box).not.toBeNull();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect((box?.y ?? Infinity) + (box?.height ?? Infinity)).toBeLessThanOrEqual(height);
      }
      await tab.popups.getByRole('button', { name: 'Ответить', exact: true }).click();
      await tab.status('Идёт разговор');
    } finally {
      expect(await tab.faults()).toEqual([]);
      await tab.close();
    }
  },
);
