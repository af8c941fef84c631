/** Whether somebody's correction forbids a name. */
import type { ReadyGallery } from './gallery.ts';

/** True when the face lies where this person, by an administrator's word, was taken for somebody else. */
export function isRuledOut(personId: string, mean: Float32Array, gallery: ReadyGallery): boolean {
  const stricter = gallery.personOf(personId)?.stricter;
  if (!stricter) return false;
  const own = gallery.distanceTo(personId, mean);
  if (stricter.limit !== null && own > stricter.limit) return true;
  return stricter.rivals.some((rival) => gallery.distanceTo(rival.personId, mean) - own < rival.lead);
}
