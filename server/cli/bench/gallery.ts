/** Top-2 search among enrolled people, as the identifier does it for every face, beside looking at every row. */
import Table from 'cli-table3';
import { distanceAt } from '../../identify/embedding.ts';
import { readyGallery, type ReadyGallery } from '../../identify/gallery.ts';
import { identityRules } from '../../identify/rules.ts';
import { manyEmbeddings } from './manyEmbeddings.ts';

export type GalleryBench = { size: number; p50Ms: number; p99Ms: number };

const sizes = [12_500, 25_000, 50_000, 100_000];
const warmUps = 200;
const lookUps = 1_000;
/** The peer needs some ten times as long. */
const peerLookUps = 100;

export function benchGallery(): Promise<GalleryBench> {
  const rows = sizes.map(measure);
  print(rows);
  const { size, p50Ms, p99Ms } = rows.at(-1) ?? { size: 0, p50Ms: NaN, p99Ms: NaN };
  return Promise.resolve({ size, p50Ms, p99Ms });
}

type Row = GalleryBench & { readyMs: number; scanMs: number };

/** Half of those looked for are enrolled, half are strangers. */
function measure(size: number): Row {
  const { enrolled, shown, strangers } = manyEmbeddings(size, lookUps + warmUps);
  const people = enrolled.map((embedding, at) => ({
    personId: `person${at}`,
    name: `Person ${at}`,
    samples: [{ embedding, quality: 1 }],
  }));
  const startedMs = performance.now();
  const gallery = readyGallery({ people }, identityRules);
  const readyMs = performance.now() - startedMs;
  const queries = shown.flatMap((face, at) => [face, strangers[at] ?? face]).slice(0, lookUps + warmUps);
  const times = queries.map((query) => timeOf(() => gallery.nearest(query))).slice(warmUps);
  const sorted = times.sort((a, b) => a - b);
  checkFound(gallery, shown[0]);
  return {
    size,
    p50Ms: at(sorted, 0.5),
    p99Ms: at(sorted, 0.99),
    readyMs,
    scanMs: scanMs(enrolled, queries),
  };
}

/** What is measured must be a search that finds. */
function checkFound(gallery: ReadyGallery, shown: Float32Array | undefined): void {
  if (!shown || gallery.nearest(shown)[0]?.person.personId !== 'person0')
    throw new Error('The gallery did not find the first of its people.');
}

/** The peer: the two nearest by looking at every number of every row. */
function scanMs(enrolled: Float32Array[], queries: Float32Array[]): number {
  const size = enrolled[0]?.length ?? 0;
  const rows = new Float32Array(enrolled.length * size);
  enrolled.forEach((embedding, row) => rows.set(embedding, row * size));
  const scan = (query: Float32Array): [number, number] => {
    let [first, second] = [Infinity, Infinity];
    for (let row = 0; row < enrolled.length; row++) {
      const distance = distanceAt(query, rows, row * size);
      if (distance < first) [first, second] = [distance, first];
      else if (distance < second) second = distance;
    }
    return [first, second];
  };
  const times = queries.slice(0, peerLookUps).map((query) => timeOf(() => scan(query)));
  return at(
    times.sort((a, b) => a - b),
    0.5,
  );
}

function timeOf(work: () => unknown): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

function print(rows: Row[]): void {
  const head = ['people', 'p50', 'p99', 'looking at every row, p50', 'made ready in'];
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  for (const { size, p50Ms, p99Ms, scanMs: scan, readyMs } of rows)
    table.push([size.toLocaleString('en'), ms(p50Ms), ms(p99Ms), ms(scan), `${Math.round(readyMs)} ms`]);
  console.log(
    `the nearest people of a face, one embedding a person; half the faces are strangers\n${table.toString()}`,
  );
}
