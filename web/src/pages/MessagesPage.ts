import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-messages-page')
export class MessagesPage extends Page {
  override render() {
    return html`<div class="top"></div>`;
  }
}
