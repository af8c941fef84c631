import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-audit-page')
export class AuditPage extends Page {
  override render() {
    return html`<div class="top"><h1>${msg('Audit log')}</h1></div>`;
  }
}
