import type { Directory } from '../directory/directory.ts';
import { problem } from '../errors.ts';
import { activeAbove, circlesIn } from './checkHierarchy.ts';

/** Throws HIERARCHY_CIRCLE. A circle that was there before is no reason to refuse what does not concern it. */
export function mustNotCircle(before: Directory, after: Directory): void {
  const known = new Set(circlesIn(activeAbove(before)).flat());
  const [made] = circlesIn(activeAbove(after)).filter((circle) => circle.some((id) => !known.has(id)));
  if (!made) return;
  const people = made.map((id) => after.people.get(id)?.name ?? '').join(', ');
  throw problem('HIERARCHY_CIRCLE', { people });
}
