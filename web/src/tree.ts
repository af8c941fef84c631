/** Flat lists with a parent each, as trees. Pure. */

export type Nested<Item> = { id: string; item: Item; children: Nested<Item>[] };
export type NestingBy<Item> = { id: (item: Item) => string; parent: (item: Item) => string | null };

/** Everything appears once: what is inside a circle, or under somebody not listed, stands at the top. The order of the list is kept. */
export function nest<Item>(items: Item[], { id, parent }: NestingBy<Item>): Nested<Item>[] {
  const known = new Set(items.map(id));
  const under = new Map<string | null, Item[]>();
  for (const item of items) {
    const above = parent(item);
    const at = above !== null && known.has(above) ? above : null;
    under.set(at, [...(under.get(at) ?? []), item]);
  }
  const placed = new Set<string>();
  const place = (item: Item): Nested<Item>[] => {
    if (placed.has(id(item))) return [];
    placed.add(id(item));
    return [{ id: id(item), item, children: (under.get(id(item)) ?? []).flatMap(place) }];
  };
  const tops = (under.get(null) ?? []).flatMap(place);
  return [...tops, ...items.flatMap(place)];
}

/** Only what fits, with everything above it. */
export function keepMatching<Item>(tree: Nested<Item>[], fits: (item: Item) => boolean): Nested<Item>[] {
  return tree.flatMap((node) => {
    const children = keepMatching(node.children, fits);
    return children.length > 0 || fits(node.item) ? [{ ...node, children }] : [];
  });
}

/** How many are below, at any depth. */
export const countBelow = <Item>({ children }: Nested<Item>): number =>
  children.reduce((sum, child) => sum + 1 + countBelow(child), 0);

/** The item and everything below it. */
export const idsWithin = <Item>(node: Nested<Item>): string[] => [
  node.id,
  ...node.children.flatMap(idsWithin),
];

export function findNested<Item>(tree: Nested<Item>[], id: string): Nested<Item> | null {
  for (const node of tree) {
    const found = node.id === id ? node : findNested(node.children, id);
    if (found) return found;
  }
  return null;
}

/** Top first, each with how deep it lies: for a list to choose from. */
export const flatten = <Item>(tree: Nested<Item>[], depth = 0): { node: Nested<Item>; depth: number }[] =>
  tree.flatMap((node) => [{ node, depth }, ...flatten(node.children, depth + 1)]);
