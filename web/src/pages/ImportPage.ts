import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-import-page')
export class ImportPage extends Page {
  override render() {
    return html`<div class="top"><h1>${msg('Import people')}</h1></div>`;
  }
}
