import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';

/** A dialog over the page: Escape and the cross close it. Fires `closed`. */
@customElement('w-modal')
export class Modal extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      dialog {
        width: min(var(--modal-width, 34rem), calc(100vw - 1.5rem));
        max-height: calc(100dvh - 2rem);
        padding: 0;
        color: var(--text);
        background: var(--panel);
        border: 1px solid var(--line);
        border-radius: 12px;
        box-shadow: var(--shadow-high);
        /* What has the focus stays clear of the heading and the buttons. */
        scroll-padding-block: 4rem 4.5rem;
      }
      dialog::backdrop {
        background: rgb(5 10 15 / 55%);
      }
      header {
        position: sticky;
        top: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.8rem 0.8rem 0.6rem 1.15rem;
        background: var(--panel);
      }
      h2 {
        flex: 1;
        min-width: 0;
        font-size: 1.1rem;
        overflow-wrap: anywhere;
      }
      /* However long a form is, its buttons stay in sight: of the last row of what is put in here, see controls. */
      .body {
        padding: 0.25rem 1.15rem 1.15rem;
        --end-position: sticky;
        --end-padding: 0.8rem 0.9rem;
        --end-margin: -0.8rem 0 -0.9rem;
        --end-background: var(--panel);
      }
    `,
  ];

  @property() heading = '';
  @query('dialog') private dialog!: HTMLDialogElement;

  override render() {
    return html`<dialog
      aria-labelledby="heading"
      @close=${() => this.dispatchEvent(new CustomEvent('closed'))}
    >
      <header>
        <h2 id="heading">${this.heading}</h2>
        <button class="icon" type="button" aria-label=${msg('Close')} @click=${() => this.close()}>
          ${icon('close')}
        </button>
      </header>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }

  async open(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }
}
