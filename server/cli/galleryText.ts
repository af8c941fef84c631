/** The gallery report as a terminal shows it. Pure. */
import Table from 'cli-table3';
import type { AlikePair, GalleryReport, PersonCoverage } from '../wire.ts';

/** More lines are no longer read; the JSON has all. */
const peopleShown = 50;
const pairsShown = 10;

export function galleryText(report: GalleryReport): string {
  const { pairs, coverage } = report;
  const lacking = coverage.filter(({ advice }) => advice.length > 0);
  return [
    `${count(report.people, 'person', 'people')} with ${count(report.samples, 'sample', 'samples')}.`,
    leftOutSentence(report),
    ...withSuggested(report),
    report.limit.sentence,
    comparedSentence(report),
    ...(pairs.length > 0 ? ['', 'Most alike:', pairTable(pairs.slice(0, pairsShown))] : []),
    ...(lacking.length > 0 ? ['', 'To do:', peopleTable(lacking.slice(0, peopleShown))] : []),
    ...(lacking.length > peopleShown ? [`… and ${lacking.length - peopleShown} more (--json has all).`] : []),
    ...(report.people > 0 ? [`${count(coverage.length - lacking.length, 'needs', 'need')} nothing.`] : []),
  ]
    .filter((line) => line !== null)
    .join('\n');
}

/** What the suggested limit would change, where it is another. */
function withSuggested({ limit, leftOut }: GalleryReport): string[] {
  if (limit.suggested >= limit.used) return [];
  const { judged, right, unknown, wrong } = leftOut.withSuggested;
  return [
    `With a limit of ${limit.suggested.toFixed(2)}: ${right} of ${judged} right, ${unknown} unknown, ${wrong} wrong.`,
  ];
}

function leftOutSentence({ leftOut }: GalleryReport): string {
  if (leftOut.judged === 0) return 'Nobody has two samples, so none could be judged by the others.';
  const { judged, right, unknown, wrong } = leftOut;
  return `Left out and judged by the others: ${right} of ${judged} samples right (${percent(right / judged)}), ${unknown} unknown, ${wrong} wrong. A camera sees many faces of a person and does better.`;
}

function comparedSentence({ compared }: GalleryReport): string | null {
  if (compared.people >= compared.of) return null;
  return `Of ${compared.of} people, the newest ${compared.people} were compared with all.`;
}

const verdicts: Record<AlikePair['verdict'], string> = {
  tooAlike: 'too alike',
  mayBeConfused: 'may be confused',
  apart: 'far enough apart',
};

function pairTable(pairs: AlikePair[]): string {
  const table = createTable(['person', 'and', 'distance', ''], [20, 20, 10, 18]);
  for (const { people, distance, verdict } of pairs)
    table.push([people[0].name, people[1].name, distance.toFixed(2), verdicts[verdict]]);
  const advice = [...new Set(pairs.filter(({ verdict }) => verdict !== 'apart').map((pair) => pair.advice))];
  return [table.toString(), ...advice].join('\n');
}

function peopleTable(people: PersonCoverage[]): string {
  const table = createTable(
    ['person', 'samples', 'quality', 'face width', 'right', 'do'],
    [20, 9, 9, 12, 9, 60],
  );
  for (const { name, samples, quality, faceWidthPx, leftOut, advice } of people)
    table.push([
      name,
      samples,
      quality === null ? '–' : percent(quality),
      faceWidthPx === null ? '–' : `${faceWidthPx} px`,
      leftOut.judged === 0 ? '–' : `${leftOut.right} of ${leftOut.judged}`,
      advice.join(' '),
    ]);
  return table.toString();
}

const createTable = (head: string[], colWidths: number[]) =>
  new Table({ head, colWidths, wordWrap: true, style: { head: [], border: [], compact: true } });

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const count = (of: number, one: string, many: string): string => `${of} ${of === 1 ? one : many}`;
