/**
 * Finds layout faults of the widget on the page as it is. Runs in the page. Faults are: text outside its box, its root
 * or the screen where scrolling does not reach it; a word of our texts broken in the middle; a placeholder or chosen
 * option cut off by its field; overlapping texts or controls; a control that is not entirely visible after scrolling to
 * it, or is covered. Only a ringing call may cover the panel.
 */
export function layoutFaults(): string[] {
  const CONTROLS = 'button, a, input, select, [role=option]';
  /** Names and numbers from outside, which may break anywhere. */
  const OUTSIDE =
    '.asteriskng-name, .asteriskng-number, .asteriskng-party .asteriskng-link, .asteriskng-line-name, :not(.asteriskng-other) > .asteriskng-line-number';
  interface Box {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  interface Window {
    readonly seen: Box;
    readonly scrolls: boolean;
  }
  const windows = new Map<Element, Window>();
  const found = new Set<string>();
  const screen: Box = { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
  const both = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const isBeyond = (inner: Box, outer: Box): boolean =>
    inner.left < outer.left - 1 ||
    inner.right > outer.right + 1 ||
    inner.top < outer.top - 1 ||
    inner.bottom > outer.bottom + 1;
  /** The part of the screen in which a node is visible, and whether one of its ancestors scrolls vertically. */
  const windowOf = ({ parentElement: parent }: Element): Window => {
    if (parent === null || parent === document.body) return { seen: screen, scrolls: false };
    const known = windows.get(parent);
    if (known !== undefined) return known;
    let { seen, scrolls } = windowOf(parent);
    const { overflowY } = getComputedStyle(parent);
    if (overflowY !== 'visible') {
      seen = both(seen, parent.getBoundingClientRect());
      scrolls ||= overflowY !== 'hidden' && parent.scrollHeight > parent.clientHeight;
    }
    windows.set(parent, { seen, scrolls });
    return { seen, scrolls };
  };
  const nameOf = (node: Element): string =>
    (node.getAttribute('aria-label') ?? node.textContent).trim().slice(0, 60) || node.className;
  // The host's settings window covers everything else.
  const form = document.querySelector('.asteriskng-settings');
  /** Only screen readers find what is in here. */
  const isUnseen = (node: Element | null): boolean =>
    node !== null && (getComputedStyle(node).clipPath === 'inset(50%)' || isUnseen(node.parentElement));
  const ours = [...(form ?? document).querySelectorAll<HTMLElement>('.asteriskng-root *')].filter(
    (node) => node.checkVisibility() && !node.closest('svg, option') && !isUnseen(node),
  );
  /** Everything drawn: boxes of controls, and lines of text outside controls. */
  const drawn: { node: Element; root: Element | null; box: Box }[] = [];
  const ruler = document.createElement('canvas').getContext('2d');

  for (const node of ours) {
    const style = getComputedStyle(node);
    const name = nameOf(node);
    const part = (node.closest('.asteriskng-popup, .asteriskng-root') ?? node).getBoundingClientRect();
    const root = node.closest('.asteriskng-root');
    const { seen, scrolls } = windowOf(node);
    const texts = [...node.childNodes].filter(
      ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim(),
    );
    if (style.textOverflow === 'ellipsis') found.add(`${name}: ellipsis`);
    if (texts.length > 0 && style.display !== 'inline' && node.scrollWidth > node.clientWidth + 1)
      found.add(`${name}: too wide for its box`);
    const outer = node.closest(CONTROLS) ?? node;
    const edge = outer.getBoundingClientRect();
    for (const text of texts) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const lines = [...range.getClientRects()];
      for (const line of lines) {
        if (line.left < edge.left - 1 || line.right > edge.right + 1)
          found.add(`${name}: text beside its box`);
        if (outer.matches(CONTROLS) && (line.top < edge.top - 1 || line.bottom > edge.bottom + 1))
          found.add(`${name}: text above or below its box`);
        if (line.left < part.left - 1 || line.right > part.right + 1)
          found.add(`${name}: text beside its part`);
        if (line.left < 0 || line.right > innerWidth) found.add(`${name}: text off screen`);
        if (!scrolls && isBeyond(line, { ...seen, left: -Infinity, right: Infinity }))
          found.add(`${name}: text below the screen`);
        if (node.closest(CONTROLS) === null) drawn.push({ node, root, box: both(line, seen) });
      }
      if (lines.length > 1 && !node.matches(OUTSIDE)) {
        const letters = text.textContent ?? '';
        for (let at = 1; at < letters.length; at += 1) {
          if (!/^[\p{L}\p{M}]{2}$/u.test(letters.slice(at - 1, at + 1))) continue;
          range.setStart(text, at - 1);
          range.setEnd(text, at);
          const { bottom } = range.getBoundingClientRect();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          if (range.getBoundingClientRect().top >= bottom - 2) found.add(`${name}: broken in mid-word`);
        }
      }
    }
    if (node.matches('input:placeholder-shown, select') && ruler !== null) {
      ruler.font = style.font;
      const ARROW = 18;
      const room = node.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      const widest = (texts: readonly string[]): number =>
        Math.max(...texts.map((text) => ruler.measureText(text).width));
      // A select that shows its option in several lines needs room for the longest word.
      const isCut =
        node instanceof HTMLSelectElement
          ? widest((node.selectedOptions[0]?.text ?? '').split(' ')) > room - ARROW
          : widest([node.getAttribute('placeholder') ?? '']) > room + 1;
      if (isCut) found.add(`${node.id}: cut off by its field`);
    }
    if (node.matches(CONTROLS)) {
      const box = node.getBoundingClientRect();
      if (box.left < part.left - 1 || box.right > part.right + 1) found.add(`${name}: beside its part`);
      drawn.push({ node, root, box: both(box, seen) });
    }
  }

  for (const [index, one] of drawn.entries())
    for (const other of drawn.slice(index + 1)) {
      const common = both(one.box, other.box);
      if (common.right - common.left <= 2 || common.bottom - common.top <= 2 || one.root !== other.root)
        continue;
      if (one.node.contains(other.node) || other.node.contains(one.node)) continue;
      // The field's padding leaves room for this button.
      if (!other.node.matches('input + .asteriskng-clear'))
        found.add(`${nameOf(one.node)}: drawn over ${nameOf(other.node)}`);
    }

  const scrolled = [...document.querySelectorAll('.asteriskng-root, .asteriskng-root *')].map(
    (node) => [node, node.scrollTop] as const,
  );
  for (const node of ours) {
    if (!node.matches(CONTROLS) || node.getAttribute('aria-disabled') === 'true') continue;
    node.scrollIntoView({ block: 'nearest' });
    windows.clear();
    const name = nameOf(node);
    const [box = node.getBoundingClientRect()] = node.getClientRects();
    const { seen } = windowOf(node);
    if (node.matches('button, input, select') && isBeyond(box, seen))
      found.add(`${name}: can not be seen whole`);
    const shown = both(box, seen);
    const hit = document.elementFromPoint((shown.left + shown.right) / 2, (shown.top + shown.bottom) / 2);
    const isRinging = hit?.closest('.asteriskng-popups[data-top]')?.querySelector('.asteriskng-call-ring');
    if (isRinging && node.closest('.asteriskng-popups') === null) continue;
    if (hit === null || !(node.contains(hit) || hit.closest('label')?.contains(node)))
      found.add(`${name}: covered by ${hit === null ? 'nothing' : hit.className || hit.tagName}`);
  }
  for (const [node, top] of scrolled) node.scrollTop = top;
  return [...found];
}
