import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-areas-page')
export class AreasPage extends Page {
  override render() {
    return html`<div class="top"><h1>${msg('Areas')}</h1></div>`;
  }
}
