import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { PhotoResult } from '../../../../server/wire.ts';
import { icon } from '../../icons.ts';
import { percentText } from '../../person/words.ts';

/** What became of one photo, as an item of a list. */
export function photoResult(photo: PhotoResult) {
  if (!photo.accepted)
    return html`<li class="bad" data-testid="photo-refused">
      ${icon('warning')}<span>${photo.message}</span>
    </li>`;
  const quality = percentText(photo.sample.quality);
  return html`<li class="good" data-testid="photo-accepted">
    ${icon('check')}<span
      >${
        photo.replaced
          ? msg(str`${photo.file}: accepted, quality ${quality}; it takes the place of a poorer one`)
          : msg(str`${photo.file}: accepted, quality ${quality}`)
      }</span
    >
  </li>`;
}
