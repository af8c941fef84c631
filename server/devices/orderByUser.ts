/** In which order records of a terminal are stored. Pure. */

/**
 * One user after the other, each one's in the order they came. The keys by which a record is known begin with the user: so those of one
 * transaction lie together in the file. In the order of time 200,000 records of 1,000 users write 8 GB, so an eighth of that.
 */
export function orderByUser(logs: Iterable<{ userId: string | null }> & { count: number }): Uint32Array {
  const numbers = new Map<string | null, number>();
  const userOf = new Uint32Array(logs.count);
  let at = 0;
  for (const { userId } of logs) {
    const number = numbers.get(userId) ?? numbers.size;
    numbers.set(userId, number);
    userOf[at++] = number;
  }
  const place = placesOf(userOf, numbers);
  const order = new Uint32Array(logs.count);
  userOf.forEach((number, index) => (order[place[number]!++] = index));
  return order;
}

/** Where each user's records begin, the users as text compares, as the database does. */
function placesOf(userOf: Uint32Array, numbers: ReadonlyMap<string | null, number>): Uint32Array {
  const counts = new Uint32Array(numbers.size);
  for (const number of userOf) counts[number]!++;
  const places = new Uint32Array(numbers.size);
  let next = 0;
  for (const [, number] of [...numbers].sort(byText)) {
    places[number] = next;
    next += counts[number] ?? 0;
  }
  return places;
}

function byText([a]: [string | null, number], [b]: [string | null, number]): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
