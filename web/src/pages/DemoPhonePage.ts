import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-demo-phone-page')
export class DemoPhonePage extends Page {
  override render() {
    return html`<div class="top"></div>`;
  }
}
