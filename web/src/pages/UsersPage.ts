import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-users-page')
export class UsersPage extends Page {
  override render() {
    return html`<div class="top"><h1>${msg('Users')}</h1></div>`;
  }
}
