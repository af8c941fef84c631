/** The tables a buyer wants: how often people are named, by face width, light, picture size and the picture's faults. Pure. */
import { type Condition, hd, nameOf } from './conditions.ts';
import { faultConditions, lightConditions, pictureConditions } from './plan.ts';
import type { Result } from './runClip.ts';

const cellsMean = 'Each cell: named % / unknown % of the time the person was to be seen / wrong names.';

/** Markdown. A condition without results is a dash. */
export function recognitionTables(results: Result[]): string {
  const cell = (condition: Condition): string => cellOf(results, condition);
  const rows = (conditions: Condition[][]): string[][] =>
    conditions.map((row) => [`${row[0]?.faceWidthPx} px`, ...row.map(cell)]);
  return [
    `Face width × light, in pictures of ${sizeOf(hd)}. ${cellsMean}`,
    table(['face', ...(lightConditions[0] ?? []).map(({ look }) => look)], rows(lightConditions)),
    'Face width × size of the whole picture, light as recorded.',
    table(
      ['face', ...(pictureConditions[0] ?? []).map(({ picture }) => sizeOf(picture))],
      rows(pictureConditions),
    ),
    'Faults of the picture, 640×480, faces 53 to 73 px wide.',
    table(
      ['fault', 'named / unknown / wrong'],
      faultConditions.map((condition) => [condition.look, cell(condition)]),
    ),
    totals(results),
  ].join('\n\n');
}

function cellOf(results: Result[], condition: Condition): string {
  const own = results.filter((result) => nameOf(result.condition) === nameOf(condition));
  if (own.length === 0) return '–';
  const named = Math.round((100 * own.reduce((sum, result) => sum + (result.named ?? 0), 0)) / own.length);
  return `${named} / ${100 - named} / ${wrongNames(own)}`;
}

const wrongNames = (results: Result[]): number => results.reduce((sum, { wrong }) => sum + wrong.length, 0);

function totals(results: Result[]): string {
  const held = results.reduce((sum, { galleries }) => sum + galleries, 0);
  return `${results.length} recordings, held ${held} times against the company: ${wrongNames(results)} wrong names.`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

const sizeOf = (size: Condition['picture']): string =>
  size ? `${size.width}×${size.height}` : 'as recorded';
