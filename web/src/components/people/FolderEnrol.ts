import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { EnrolResult, JobView } from '../../../../server/wire.ts';
import { peopleApi } from '../../api/people.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { photosMax } from '../enrol/checkPhoto.ts';
import '../JobProgress.ts';

/** Photos of many people out of one folder, told apart by the names of its folders and files. */
@customElement('w-folder-enrol')
export class FolderEnrol extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        padding: 0.35rem 0;
        border-top: 1px solid var(--line);
      }
      .results {
        max-height: 22rem;
        overflow: auto;
      }
    `,
  ];

  @state() private job: JobView | null = null;
  @state() private result: EnrolResult | null = null;
  @state() private running = false;
  @state() private problem = '';

  override render() {
    const busy = this.running;
    return html`<div class="stack">
      <p class="soft">
        ${msg('Choose a folder with a folder for each person, named like them or their code. Photos of people without consent are left out.')}
      </p>
      <label class="field"
        >${msg('Folder with photos')}
        <input
          type="file"
          multiple
          webkitdirectory
          accept="image/*"
          data-testid="folder"
          ?disabled=${busy}
          @change=${(event: Event) => void this.#send(event.target as HTMLInputElement)}
        />
      </label>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <w-job-progress
        .job=${this.job}
        .label=${msg('Learning the faces')}
        @ended=${(event: CustomEvent<JobView>) => this.#ended(event.detail)}
      ></w-job-progress>
      ${this.result ? results(this.result) : nothing}
    </div>`;
  }

  async #send(input: HTMLInputElement): Promise<void> {
    const photos = [...(input.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    input.value = '';
    this.problem = '';
    this.result = null;
    if (photos.length === 0) this.problem = msg('No pictures are in this folder. Choose another.');
    else if (photos.length > photosMax)
      this.problem = msg(
        str`${photos.length} pictures are in this folder: at most ${photosMax} at once. Choose a smaller one.`,
      );
    else
      await peopleApi.enrolFolder(photos).then(
        (job) => ([this.job, this.running] = [job, true]),
        (error: unknown) => (this.problem = sentenceOf(error)),
      );
  }

  #ended({ state, result }: JobView): void {
    this.running = false;
    if (state === 'done') this.result = result as EnrolResult;
  }
}

function results({ people, unmatched }: EnrolResult) {
  return html`<ul class="results" tabindex="0" data-testid="folder-results">
    ${people.map(({ personId, name, photos }) => {
      const accepted = photos.filter((photo) => photo.accepted).length;
      return html`<li>
        <a href="/people/${encodeURIComponent(personId)}">${name}</a>
        <span class="soft small">${msg(str`${accepted} of ${photos.length} photos accepted`)}</span>
        ${photos.map((photo) => (photo.accepted ? nothing : html`<div class="wrong small wrap">${photo.message}</div>`))}
      </li>`;
    })}
    ${unmatched.map(({ message }) => html`<li class="wrong wrap">${message}</li>`)}
  </ul>`;
}
