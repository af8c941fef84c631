import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';

/** The keys of the live page, and the way to switch them off. Fires `keys` with whether they are on. */
@customElement('w-shortcuts-help')
export class ShortcutsHelp extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        position: absolute;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.5rem 1.25rem;
        margin-bottom: 1rem;
      }
      dt {
        display: flex;
        gap: 0.3rem;
      }
      kbd {
        min-width: 1.6rem;
        padding: 0 0.4rem;
        font: inherit;
        font-weight: 600;
        text-align: center;
        background: var(--raised);
        border: 1px solid var(--edge);
        border-radius: 5px;
      }
    `,
  ];

  @property({ type: Boolean }) on = true;
  @query('w-modal') private modal!: Modal;

  override render() {
    return html`<w-modal .heading=${msg('Keyboard shortcuts')} data-testid="shortcuts">
      <dl>
        ${row(['1', '…', '9'], msg('Show this camera large'))}
        ${row(['←', '→'], msg('Previous or next camera, or page of the grid'))}
        ${row(['G', '0'], msg('Show the grid'))} ${row(['Esc'], msg('Back to the grid'))}
        ${row(['F'], msg('Full screen'))} ${row(['S'], msg('Snapshot'))} ${row(['?'], msg('This list'))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          .checked=${this.on}
          @change=${(event: Event) =>
            this.dispatchEvent(
              new CustomEvent('keys', { detail: (event.target as HTMLInputElement).checked }),
            )}
        />
        <span>${msg('Use these keys on the live page')}</span>
      </label>
    </w-modal>`;
  }

  open(): Promise<void> {
    return this.modal.open();
  }
}

const row = (keys: string[], text: string) =>
  html`<dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
    <dd>${text}</dd>`;
