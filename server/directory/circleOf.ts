import { type Directory, supervisorOf } from './directory.ts';

/** Everybody from this person up to the same person again; null when nobody is above themselves here. */
export function circleOf(personId: string, directory: Directory): string[] | null {
  const climbed = [personId];
  const seen = new Set(climbed);
  for (
    let above = supervisorOf(personId, directory);
    above !== null;
    above = supervisorOf(above, directory)
  ) {
    climbed.push(above);
    if (above === personId) return climbed;
    // A circle further up is theirs, not this person's.
    if (seen.has(above)) return null;
    seen.add(above);
  }
  return null;
}
