import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Page } from './Page.ts';

@customElement('w-hierarchy-help-page')
export class HierarchyHelpPage extends Page {
  override render() {
    return html`<div class="top"><h1>${msg('What the hierarchy is for')}</h1></div>`;
  }
}
