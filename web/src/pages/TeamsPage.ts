import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-teams-page')
export class TeamsPage extends Page {
  override render() {
    return html`<div class="top"><h1>${msg('Teams')}</h1></div>`;
  }
}
