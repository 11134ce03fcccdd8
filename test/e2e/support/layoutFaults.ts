/**
 * What of ours can't be read or pressed whole on a page: text outside its box, a box that its text is too wide for,
 * text off screen that nothing can scroll to, and buttons that something else covers. Runs in the page.
 */
export function layoutFaults(): string[] {
  const found: string[] = [];
  const scroller = (node: Element): Element | null => {
    for (let at = node.parentElement; at !== null; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return at;
    return null;
  };
  for (const node of document.querySelectorAll<HTMLElement>('.asteriskng-root *')) {
    if (!node.checkVisibility() || node.closest('.asteriskng-said, svg, option')) continue;
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    const texts = [...node.childNodes].filter(
      ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim(),
    );
    const name = (node.getAttribute('aria-label') ?? node.textContent).trim().slice(0, 60);
    if (style.textOverflow === 'ellipsis') found.push(`${name}: ellipsis`);
    if (texts.length > 0 && style.display !== 'inline' && node.scrollWidth > node.clientWidth + 1)
      found.push(`${name}: too wide for its box`);
    const outer = node.closest('button') ?? node;
    const edge = outer.getBoundingClientRect();
    for (const text of texts) {
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (left < edge.left - 1 || right > edge.right + 1) found.push(`${name}: text beside its box`);
        if (outer !== node && (top < edge.top - 1 || bottom > edge.bottom + 1))
          found.push(`${name}: text above or below its box`);
        if (left < 0 || right > innerWidth) found.push(`${name}: text off screen`);
        if (
          (top < 0 || bottom > innerHeight) &&
          scroller(node) === null &&
          node.closest('.asteriskng-settings') === null
        )
          found.push(`${name}: text below the screen`);
      }
    }
    if (node instanceof HTMLButtonElement) {
      const to = scroller(node) ?? node.closest('.asteriskng-settings');
      if (to !== null) node.scrollIntoView({ block: 'nearest' });
      const now = to === null ? box : node.getBoundingClientRect();
      const hit = document.elementFromPoint((now.left + now.right) / 2, (now.top + now.bottom) / 2);
      // What rings may lie above the panel.
      const isUnderRinging = node.closest('section') !== null && Boolean(hit?.closest('.asteriskng-popups'));
      if (!isUnderRinging && (hit === null || !node.contains(hit)))
        found.push(`${name}: covered by ${hit?.className ?? 'nothing'}`);
    }
  }
  return [...new Set(found)];
}
