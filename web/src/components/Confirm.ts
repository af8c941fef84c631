import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';

type Question = { heading: string; text: string; action: string; run: () => Promise<unknown> };

/** Asks before something is lost, runs it, and shows why when it fails. */
@customElement('w-confirm')
export class Confirm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .row {
        justify-content: end;
      }
    `,
  ];

  @property({ attribute: false }) question: Question | null = null;
  @state() private busy = false;
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;

  override render() {
    return html`<w-modal .heading=${this.question?.heading ?? ''}>
      <div class="stack">
        <p>${this.question?.text}</p>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
        <div class="row">
          <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
          <button class="danger" type="button" ?disabled=${this.busy} @click=${() => this.#run()}>
            ${this.question?.action}
          </button>
        </div>
      </div>
    </w-modal>`;
  }

  async ask(question: Question): Promise<void> {
    this.question = question;
    this.problem = '';
    await this.modal.open();
  }

  async #run(): Promise<void> {
    this.busy = true;
    try {
      await this.question?.run();
      this.modal.close();
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
