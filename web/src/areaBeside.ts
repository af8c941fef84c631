import { html, nothing } from 'lit';

/** The area after a camera's name, unless the camera is named for it. */
export function areaBeside({ name, area }: { name: string; area: string }) {
  return area === name ? nothing : html`<span class="soft"> · ${area}</span>`;
}
