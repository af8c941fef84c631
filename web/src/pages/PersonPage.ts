import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-person-page')
export class PersonPage extends Page {
  override render() {
    return html`<div class="top"><h1>${msg('A person')}</h1></div>`;
  }
}
