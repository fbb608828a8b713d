/** What a symbol of an equation is, beside it while somebody points at it or has moved to it. */

/** The definition that a symbol leads to, as text: label, unit, median, reason and sources. */
function definitionOf(symbol: Element): string {
  const id = symbol.getAttribute('href')?.slice(1) ?? '';
  const target = document.getElementById(id);
  return (target?.querySelector('p') ?? target)?.textContent?.trim() ?? '';
}

export function tellSymbols(annex: HTMLElement): void {
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.id = 'tip';
  tip.setAttribute('role', 'tooltip');
  tip.hidden = true;
  document.body.append(tip);
  let told: Element | undefined;
  const hide = (): void => {
    tip.hidden = true;
    told?.removeAttribute('aria-describedby');
    told = undefined;
  };
  const show = ({ target }: Event): void => {
    const symbol = target instanceof Element ? target.closest('.equation math a') : null;
    if (symbol === null) return hide();
    if (symbol === told) return;
    hide();
    told = symbol;
    tip.textContent = definitionOf(symbol);
    symbol.setAttribute('aria-describedby', tip.id);
    tip.hidden = tip.textContent === '';
    const { left, bottom } = symbol.getBoundingClientRect();
    const most = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(left, most)) + scrollX}px`;
    tip.style.top = `${bottom + scrollY + 4}px`;
  };
  for (const event of ['mouseover', 'focusin']) annex.addEventListener(event, show);
  for (const event of ['mouseleave', 'focusout']) annex.addEventListener(event, hide);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
}
