import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AreaDetails } from '../../../server/wire.ts';
import { shared } from '../styles.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';
import './person/PausePanel.ts';

/** Lets the monitoring of an area stand still, in a dialog. */
@customElement('w-area-pause')
export class AreaPause extends LitElement {
  static override styles = shared;

  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @state() private area: AreaDetails | null = null;
  @query('w-modal') private modal!: Modal;

  async open(area: AreaDetails): Promise<void> {
    this.area = area;
    await this.modal.open();
  }

  override render() {
    const { area } = this;
    return html`<w-modal
      .heading=${area ? msg(str`Monitoring of ${area.name}`) : ''}
      @closed=${() => (this.area = null)}
    >
      ${
        area
          ? html`<w-pause-panel
              subject="area"
              .subjectId=${area.areaId}
              .nowMs=${this.nowMs}
              .timeZone=${this.timeZone}
              .pauses=${true}
              .ends=${true}
            ></w-pause-panel>`
          : nothing
      }
    </w-modal>`;
  }
}
