/** Small drawings of how escalation goes on in time, by page colours. */
import { html, svg, type TemplateResult } from 'lit';

type Stop = { x: number; kind: '' | 'lead' | 'own' | 'lost' | 'good'; mark: string; under: string };

/** A line of time with what happens on it. `after`: from this stop on nothing happens any more. */
function line(label: string, stops: Stop[], after = stops.length - 1): TemplateResult {
  const between = stops.slice(1).map((stop, index) => ({
    from: stops[index]?.x ?? 0,
    to: stop.x,
    style: index >= after ? 'line dashed' : 'line',
  }));
  return html`<svg class="picture" viewBox="-7 0 254 84" role="img" aria-label=${label}>
    ${between.map(({ from, to, style }) => svg`<path class=${style} d="M${from} 32 L${to} 32"></path>`)}
    ${stops.map(
      ({ x, kind, mark, under }) =>
        svg`<circle class="dot ${kind}" cx=${x} cy="32" r="13"></circle><text x=${x} y="36.5">${mark}</text>
          <text class="under" x=${x} y=${x > 200 ? 78 : 64}>${under}</text>`,
    )}
  </svg>`;
}

/** Seen, away, absent, and then one level after the other. `minutes`: of the threshold and of the levels after it. */
export const absencePicture = (
  label: string,
  minutes: [string, string, string, string, string],
): TemplateResult =>
  line(label, [
    { x: 20, kind: 'good', mark: '✓', under: '' },
    { x: 60, kind: 'own', mark: '?', under: minutes[0] },
    { x: 100, kind: 'lost', mark: '!', under: minutes[1] },
    { x: 140, kind: 'lead', mark: '1', under: minutes[2] },
    { x: 180, kind: 'lead', mark: '2', under: minutes[3] },
    { x: 220, kind: 'lead', mark: '3', under: minutes[4] },
  ]);

/** The first one answers: the others are not told. */
export const answerPicture = (label: string): TemplateResult =>
  line(
    label,
    [
      { x: 25, kind: 'lost', mark: '!', under: '' },
      { x: 72, kind: 'lead', mark: '1', under: '' },
      { x: 119, kind: 'good', mark: '✓', under: '' },
      { x: 166, kind: '', mark: '2', under: '' },
      { x: 213, kind: '', mark: '3', under: '' },
    ],
    2,
  );

/** A camera is blind: one message about it, and nobody counts as absent there. */
export const blindPicture = (label: string): TemplateResult =>
  html`<svg class="picture" viewBox="0 0 240 110" role="img" aria-label=${label}>
    ${[60, 110, 160].map((x) => svg`<circle class="dot own" cx=${x} cy="78" r="12"></circle>`)}
    ${[60, 110, 160].map((x) => svg`<path class="line dashed" d="M110 40 L${x} 66"></path>`)}
    <rect class="box" x="92" y="14" width="36" height="24" rx="5"></rect>
    <path class="line" d="M90 40 L132 10"></path>
    <path class="line" d="M136 26 L190 26"></path>
    <circle class="dot lead" cx="204" cy="26" r="13"></circle>
    <text class="on" x="204" y="30.5">1</text>
  </svg>`;
