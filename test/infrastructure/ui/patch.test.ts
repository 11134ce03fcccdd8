/** @jest-environment ./test/support/jsdomEnvironment.js */
import * as fc from 'fast-check';
import { patch } from '../../../src/infrastructure/ui/patch';

function nodeOf(html: string): HTMLElement {
  const node = document.createElement('div');
  node.innerHTML = html;
  document.body.replaceChildren(node);
  return node;
}

function fresh(html: string): HTMLElement {
  const node = document.createElement('div');
  node.innerHTML = html;
  return node;
}

const button = (key: string, rest = ''): string => `<button data-key="${key}"${rest}>${key}</button>`;

test.each([
  ['its state changes', button('a') + button('b', ' aria-busy="true"')],
  ['one before it goes', button('b')],
  ['one comes before it', button('new') + button('a') + button('b')],
  ['the others are new', `<p>text</p>${button('b')} more${button('c')}`],
])('what has the focus keeps it when %s', (_, html) => {
  const node = nodeOf(button('a') + button('b') + button('gone'));
  const focused = node.querySelector<HTMLElement>('[data-key=b]');
  focused?.focus();
  const seen: string[] = [];
  for (const type of ['focusin', 'focusout']) node.addEventListener(type, () => seen.push(type));
  patch(node, fresh(html));
  expect([node.innerHTML, document.activeElement, seen]).toEqual([html, focused, []]);
});

test('what did not change is not touched', async () => {
  const html = `<div class="card"><span>Anna</span>${button('a')}</div><p>note</p>`;
  const node = nodeOf(html);
  const changes: MutationRecord[] = [];
  new MutationObserver((records) => changes.push(...records)).observe(node, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  patch(node, fresh(html));
  await Promise.resolve();
  expect(changes).toEqual([]);
  patch(node, fresh(html.replace('Anna', 'Boris')));
  await Promise.resolve();
  expect(changes.map(({ type, target }) => [type, target.nodeValue])).toEqual([['characterData', 'Boris']]);
});

test('whatever was there, what is wanted is there then', () => {
  const text = fc.constantFrom('', ' ', 'Anna', '&lt;b&gt;');
  const attributes = fc.subarray(['class="x"', 'class="y x"', 'data-key="k"', 'data-key="l"', 'title="t"']);
  const { node } = fc.letrec<{ node: string; element: string }>((tie) => ({
    node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, tie('element')),
    element: fc
      .tuple(
        fc.constantFrom('b', 'i'),
        fc.uniqueArray(attributes, { maxLength: 1 }),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([name, [some = []], inside]) => `<${name} ${some.join(' ')}>${inside.join('')}</${name}>`),
  }));
  const html = fc.array(node, { maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(html, html, (before, after) => {
      const changed = nodeOf(before);
      patch(changed, fresh(after));
      changed.normalize();
      expect(changed.innerHTML).toBe(fresh(after).innerHTML);
    }),
  );
});
