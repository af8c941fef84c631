import { html, type TemplateResult } from 'lit';

const paths = {
  pin: 'M12 21s7-6.1 7-11.2A7 7 0 0 0 5 9.8C5 14.9 12 21 12 21Zm0-8.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z',
  bell: 'M6 10a6 6 0 1 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7Zm4 10a2.2 2.2 0 0 0 4 0',
  settings: 'M4 7h9m5 0h2M4 17h2m5 0h9M15.5 4.5v5m-7 5v5',
  camera: 'M3.5 7.5h11v9h-11zM14.5 11l6-3v8l-6-3',
  blind: 'M3.5 7.5h11v9h-11zM14.5 11l6-3v8l-6-3M3 3l18 18',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 8c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5M16 4.9a3.5 3.5 0 0 1 0 6.4m2 3.4c2 .8 3.2 2.4 3.5 4.8',
  live: 'M3 5.5h18v11H3zM9 20h6m-4-11.5 3.5 2.5L11 13.5z',
  expand: 'M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm5-1.5L20 20',
  sun: 'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2v2.5m0 15V22M2 12h2.5m15 0H22M5 5l1.7 1.7m10.6 10.6L19 19M5 19l1.7-1.7M17.3 6.7 19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  warning: 'M12 4 2.5 20h19L12 4Zm0 6v4.5m0 2.5v.1',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'm6 6 12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  upload: 'M12 16V4m-5 5 5-5 5 5M4 16v4h16v-4',
  target: 'M12 18.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM12 2v5m0 10v5M2 12h5m10 0h5',
  report: 'M5 20V10m7 10V4m7 16v-7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2',
} as const;

export type IconName = keyof typeof paths;

/** A decoration: the words beside it, or the aria-label of its button, carry the meaning. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${paths[name]}></path>
  </svg>`;
}
