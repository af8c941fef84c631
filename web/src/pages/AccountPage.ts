import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-account-page')
export class AccountPage extends Page {
  override render() {
    return html`<div class="top"><h1>${msg('Your account')}</h1></div>`;
  }
}
