import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PhotoResult } from '../../../server/wire.ts';
import { api } from '../api.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';

type Photo = { file: File; result: PhotoResult | 'waiting' | 'sending' };

/**
 * Photos by picker or by drag and drop, each with what became of it. With `personId` they are sent at once; without,
 * they wait until send() is called. Fires `sent` after each round.
 */
@customElement('w-photo-picker')
export class PhotoPicker extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      label.drop {
        position: relative;
        display: grid;
        justify-items: center;
        gap: 0.3rem;
        padding: 1rem;
        text-align: center;
        color: var(--soft);
        background: var(--raised);
        border: 2px dashed var(--edge);
        border-radius: 9px;
        cursor: pointer;
      }
      label.drop:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      label.drop.over {
        color: var(--accent);
        border-color: var(--accent);
        background: var(--accent-tint);
      }
      label.drop strong {
        color: var(--text);
      }
      label.off {
        cursor: not-allowed;
        opacity: 0.65;
      }
      input {
        position: absolute;
        inset: 0;
        width: 100%;
        opacity: 0;
        cursor: inherit;
      }
      progress {
        width: 100%;
        height: 0.5rem;
        accent-color: var(--accent);
      }
      li {
        display: flex;
        gap: 0.5rem;
        padding: 0.35rem 0;
        border-bottom: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      .good {
        color: var(--good);
      }
      .bad {
        color: var(--bad);
      }
      li svg {
        margin-top: 0.15rem;
      }
    `,
  ];

  @property() personId: string | null = null;
  @property({ type: Boolean }) disabled = false;
  @state() private photos: Photo[] = [];
  @state() private over = false;
  @state() private sending = false;

  override render() {
    return html`<div class="stack">
      <label
        class="drop ${this.over ? 'over' : ''} ${this.disabled ? 'off' : ''}"
        @dragover=${(event: DragEvent) => this.#onDrag(event, true)}
        @dragleave=${(event: DragEvent) => this.#onDrag(event, false)}
        @drop=${(event: DragEvent) => this.#onDrop(event)}
      >
        ${icon('upload')}<strong>Choose photos or drop them here</strong>
        <span class="small">One face each, sharp, looking at the camera. Three or more are best.</span>
        <input
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp"
          aria-label="Photos"
          data-testid="photos"
          ?disabled=${this.disabled}
          @change=${(event: Event) => this.#onPick(event)}
        />
      </label>
      ${this.#progress()} ${this.#results()}
    </div>`;
  }

  get hasPhotos(): boolean {
    return this.photos.length > 0;
  }

  /** Sends what waits, one after the other. */
  async send(personId: string): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      // Photos added meanwhile join the round.
      for (let next = this.#nextWaiting(); next; next = this.#nextWaiting())
        await this.#sendOne(personId, next);
    } finally {
      this.sending = false;
      this.dispatchEvent(new CustomEvent('sent', { bubbles: true, composed: true }));
    }
  }

  async #sendOne(personId: string, photo: Photo): Promise<void> {
    photo.result = 'sending';
    this.requestUpdate();
    const failed = {
      file: photo.file.name,
      accepted: false,
      code: 'UNEXPECTED',
      message: 'Not sent.',
    } as const;
    photo.result = await api.addPhoto(personId, photo.file).catch(() => failed);
    this.requestUpdate();
  }

  #nextWaiting(): Photo | undefined {
    return this.photos.find((photo) => photo.result === 'waiting');
  }

  #progress() {
    if (!this.sending) return '';
    const done = this.photos.filter((photo) => typeof photo.result !== 'string').length;
    return html`<div role="status">
      <span class="small"
        >Checking photo ${Math.min(done + 1, this.photos.length)} of ${this.photos.length}…</span
      >
      <progress max=${this.photos.length} .value=${done} aria-label="Photos checked"></progress>
    </div>`;
  }

  #results() {
    if (this.photos.length === 0) return '';
    return html`<ul aria-label="Photos chosen">
      ${this.photos.map((photo) => this.#result(photo))}
    </ul>`;
  }

  #result({ file, result }: Photo) {
    if (typeof result === 'string')
      return html`<li class="soft">${icon('clock')}<span>${file.name}</span></li>`;
    if (!result.accepted)
      return html`<li class="bad" data-testid="photo-refused">
        ${icon('warning')}<span>${result.message}</span>
      </li>`;
    const quality = Math.round(result.sample.quality * 100);
    return html`<li class="good" data-testid="photo-accepted">
      ${icon('check')}<span>${file.name}: accepted, quality ${quality} %</span>
    </li>`;
  }

  #onDrag(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.over = over && !this.disabled;
  }

  #onDrop(event: DragEvent): void {
    this.#onDrag(event, false);
    if (!this.disabled) this.#add(event.dataTransfer?.files);
  }

  #onPick(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.#add(input.files);
    // So that choosing the same file again counts as a change.
    input.value = '';
  }

  #add(files: FileList | null | undefined): void {
    const added = [...(files ?? [])].map((file): Photo => ({ file, result: 'waiting' }));
    this.photos = [...this.photos, ...added];
    this.dispatchEvent(new CustomEvent('picked'));
    if (this.personId) void this.send(this.personId);
  }
}
