/** Whose photo a file is, by its name: `Ann/1.jpg` or `Ann.jpg`, with the person's name or code. Pure. */
import { plain } from './profile.ts';

export type Matched<Who, Photo> = { person: Who; photos: Photo[] };

export function matchPhotos<
  Who extends { personId: string; name: string; code: string | null },
  Photo extends { file: string },
>(photos: readonly Photo[], people: readonly Who[]): { matched: Matched<Who, Photo>[]; unmatched: Photo[] } {
  const byCode = new Map(
    people.flatMap((person) => (person.code === null ? [] : [[plain(person.code), person]])),
  );
  const byName = new Map(people.map((person) => [plain(person.name), person]));
  const matched = new Map<string, Matched<Who, Photo>>();
  const unmatched: Photo[] = [];
  for (const photo of photos) {
    const words = wordsOf(photo.file);
    const person = words.map((word) => byName.get(word) ?? byCode.get(word)).find((found) => found);
    if (!person) unmatched.push(photo);
    else if (matched.has(person.personId)) matched.get(person.personId)?.photos.push(photo);
    else matched.set(person.personId, { person, photos: [photo] });
  }
  return { matched: [...matched.values()], unmatched };
}

/** The folder it lies in, then its own name without ending. */
function wordsOf(file: string): string[] {
  const parts = file.split(/[/\\]/).filter((part) => part !== '');
  const own = parts.pop()?.replace(/\.[^.]*$/, '');
  return [parts.at(-1), own].flatMap((word) => (word === undefined ? [] : plain(word.trim())));
}
