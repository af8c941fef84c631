/** Small drawings of who leads whom, by page colours. */
import { html, svg, type TemplateResult } from 'lit';

type Dot = { x: number; y: number; kind?: 'lead' | 'own' | 'lost'; mark?: string };
type Line = [number, number];
type Drawing = { label: string; dots: Dot[]; lines: Line[]; dashed?: Line[]; frames?: number[][] };

/** Lines and dots are numbered as they stand in the list. */
function draw({ label, dots, lines, dashed = [], frames = [] }: Drawing): TemplateResult {
  const between =
    (style: string) =>
    ([from, to]: Line) => {
      const [a, b] = [dots[from], dots[to]];
      return a && b ? svg`<path class=${style} d="M${a.x} ${a.y} L${b.x} ${b.y}"></path>` : svg``;
    };
  return html`<svg class="picture" viewBox="0 0 240 130" role="img" aria-label=${label}>
    ${frames.map(([x, y, width, height]) => svg`<rect class="frame" x=${x} y=${y} width=${width} height=${height} rx="10"></rect>`)}
    ${lines.map(between('line'))} ${dashed.map(between('line dashed'))}
    ${dots.map(
      ({ x, y, kind = '', mark = '' }) =>
        svg`<circle class="dot ${kind}" cx=${x} cy=${y} r="12"></circle><text x=${x} y=${y + 4.5}>${mark}</text>`,
    )}
  </svg>`;
}

/** The top, two leads, their people; the branch of one of them stands out. */
export const branchPicture = (label: string): TemplateResult =>
  draw({
    label,
    dots: [
      { x: 120, y: 20 },
      { x: 65, y: 64, kind: 'lead' },
      { x: 175, y: 64 },
      { x: 35, y: 108, kind: 'own' },
      { x: 95, y: 108, kind: 'own' },
      { x: 150, y: 108 },
      { x: 200, y: 108 },
    ],
    lines: [
      [0, 1],
      [0, 2],
      [1, 3],
      [1, 4],
      [2, 5],
      [2, 6],
    ],
    frames: [[12, 44, 106, 82]],
  });

/** One does not answer: the next above is told. */
export const chainPicture = (label: string): TemplateResult =>
  draw({
    label,
    dots: [
      { x: 30, y: 65, kind: 'lost', mark: '?' },
      { x: 90, y: 65, kind: 'lead', mark: '1' },
      { x: 150, y: 65, kind: 'own', mark: '2' },
      { x: 210, y: 65, kind: 'own', mark: '3' },
    ],
    lines: [[0, 1]],
    dashed: [
      [1, 2],
      [2, 3],
    ],
  });

/** A team with its lead inside a larger one. */
export const teamPicture = (label: string): TemplateResult =>
  draw({
    label,
    dots: [
      { x: 120, y: 22 },
      { x: 120, y: 62, kind: 'lead', mark: '★' },
      { x: 70, y: 104, kind: 'own' },
      { x: 120, y: 104, kind: 'own' },
      { x: 170, y: 104, kind: 'own' },
    ],
    lines: [
      [0, 1],
      [1, 2],
      [1, 3],
      [1, 4],
    ],
    frames: [[46, 42, 148, 84]],
  });

/** Somebody with nobody above. */
export const gapPicture = (label: string): TemplateResult =>
  draw({
    label,
    dots: [
      { x: 80, y: 24 },
      { x: 45, y: 92, kind: 'own' },
      { x: 115, y: 92, kind: 'own' },
      { x: 190, y: 92, kind: 'lost', mark: '!' },
    ],
    lines: [
      [0, 1],
      [0, 2],
    ],
  });
