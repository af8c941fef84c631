import { msg } from '@lit/localize';
import { html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { setupApi } from '../../api/setup.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { shownLocale } from '../../locale.ts';
import { privacyNoticeEnglish } from '../../locales/privacyNotice.en.ts';
import { privacyNoticeIndonesian } from '../../locales/privacyNotice.id.ts';
import { shared } from '../../styles.ts';

/** What people are told about the cameras, before they agree. Fires `done`. */
@customElement('w-notice-step')
export class NoticeStep extends LitElement {
  static override styles = [shared, controls];

  @state() private text = shownLocale() === 'id' ? privacyNoticeIndonesian : privacyNoticeEnglish;
  @state() private busy = false;
  @state() private wrong = noProblem;

  override connectedCallback(): void {
    super.connectedCallback();
    void setupApi.privacyNotice().then(
      ({ text }) => {
        if (text.trim() !== '') this.text = text;
      },
      () => undefined,
    );
  }

  override render() {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#save(event)}>
      <p class="soft">
        ${msg('People read this before they agree to be recognised. It is a draft: change it to what your law asks for, and to what you really do.')}
      </p>
      <div class="row">
        <button type="button" data-testid="notice-en" @click=${() => (this.text = privacyNoticeEnglish)}>
          ${msg('English draft')}
        </button>
        <button type="button" data-testid="notice-id" @click=${() => (this.text = privacyNoticeIndonesian)}>
          ${msg('Indonesian draft')}
        </button>
      </div>
      ${formField(
        this.wrong,
        'privacyNotice',
        msg('Privacy notice'),
        html`<textarea
          name="privacyNotice"
          rows="14"
          maxlength="4000"
          required
          .value=${this.text}
          data-testid="notice"
          @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      )}
      ${formNotice(this.wrong)}
      <div class="row">
        <button class="primary" ?disabled=${this.busy} data-testid="save-notice">
          ${msg('Save the notice')}
        </button>
      </div>
    </form>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.busy = true;
    this.wrong = noProblem;
    try {
      await setupApi.savePrivacyNotice(formText(new FormData(form), 'privacyNotice').trim());
      this.dispatchEvent(new CustomEvent('done'));
    } catch (error) {
      this.wrong = formProblem(error, form);
    } finally {
      this.busy = false;
    }
  }
}
