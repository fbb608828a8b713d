/** What a move has changed, drawn again only once it is on the screen, or printed, or saved. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { DrawnProps } from '../page/view/canvas.tsx';

/** Pixels beyond the screen, so that who scrolls finds it drawn. */
const AHEAD = '150px';

interface Place {
  seen: boolean;
  draw(): void;
}

const places = new WeakMap<Element, Place>();
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const place = places.get(target);
      if (place === undefined) continue;
      place.seen = isIntersecting;
      if (isIntersecting) place.draw();
    }
  },
  { rootMargin: AHEAD },
);

/** Draws all of a part of the page, seen or not. */
export async function drawAll(part: Element): Promise<void> {
  for (const element of part.querySelectorAll('*')) places.get(element)?.draw();
  // What was asked for is drawn before the next turn.
  await new Promise((resolve) => setTimeout(resolve));
}

addEventListener('beforeprint', () => void drawAll(document.body));

export function WhenSeen({ name, html }: DrawnProps) {
  const element = useRef<HTMLDivElement>(null);
  // The page comes with the drawings of the run, and hydrating leaves them as they are.
  const drawn = useRef({ by: html, text: '' });
  const latest = useRef(html);
  latest.current = html;
  const [, again] = useState(0);
  const place = useRef<Place>({
    seen: false,
    draw() {
      if (drawn.current.by === latest.current) return;
      drawn.current = { by: latest.current, text: latest.current() };
      again((count) => count + 1);
    },
  });
  if (place.current.seen && drawn.current.by !== html) drawn.current = { by: html, text: html() };
  useEffect(() => {
    const here = element.current!;
    // What is mounted later comes without a drawing.
    if (here.childElementCount === 0) drawn.current = { by: () => '', text: '' };
    places.set(here, place.current);
    observer.observe(here);
    return () => observer.unobserve(here);
  }, []);
  return (
    <div ref={element} class={name} dangerouslySetInnerHTML={{ __html: drawn.current.text }} />
  );
}
