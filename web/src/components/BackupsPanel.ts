import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BackupsView, BackupView, JobView, StagedBackup } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { jobsApi } from '../api/jobs.ts';
import { backupsApi } from '../api/settings.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { exactText, momentText, numberText } from '../time.ts';
import type { Confirm } from './Confirm.ts';
import type { Modal } from './Modal.ts';
import './Confirm.ts';
import './Modal.ts';

const askJobEveryMs = 300;
/** While it starts anew. */
const askServerEveryMs = 1_000;

/** Backups on the server: make, download, delete, and restore one. */
@customElement('w-backups-panel')
export class BackupsPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 0.9rem;
        padding: 0.6rem 0;
        border-top: 1px solid var(--line);
      }
      /* On a phone the buttons come below, not over it. */
      li .grow {
        flex: 1 1 11rem;
      }
      progress {
        width: 100%;
        accent-color: var(--accent);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.25rem 1rem;
      }
      dt {
        color: var(--soft);
      }
      .file {
        position: relative;
        overflow: hidden;
      }
      .file input {
        position: absolute;
        inset: 0;
        opacity: 0;
        cursor: pointer;
      }
      .file:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
    `,
  ];

  @property() zone = 'UTC';
  @property() company = '';
  @property({ type: Boolean }) demo = false;
  @state() private view: BackupsView | null = null;
  @state() private job: JobView | null = null;
  @state() private staged: StagedBackup | null = null;
  @state() private problem = '';
  @state() private typed = '';
  @state() private busy = '';
  @query('w-confirm') private confirm!: Confirm;
  @query('w-modal') private modal!: Modal;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#try(() => Promise.resolve());
  }

  override render() {
    return html`<div class="stack">
      <div class="row">
        <button
          class="primary"
          data-testid="back-up"
          ?disabled=${this.job !== null}
          @click=${() => void this.#backUp()}
        >
          ${icon('backup')}${msg('Back up now')}
        </button>
        ${this.view?.canRestore ? this.#upload() : nothing}
      </div>
      ${this.job ? this.#progress(this.job) : nothing}
      ${this.busy ? html`<p role="status">${this.busy}</p>` : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <p class="soft">
        ${msg('A backup holds everything that is stored, readable: people and where they were, numbers of faces, messages, telephone numbers, password hashes, and the passwords and tokens of cameras, channels and connections. Keep it safe.')}
      </p>
      ${this.demo ? html`<p class="soft">${msg('The demo cannot be restored: its office is made anew at every start.')}</p>` : nothing}
      ${this.#list()}
      <w-confirm></w-confirm>
      <w-modal .heading=${msg('Restore this backup?')}
        >${this.staged ? this.#restore(this.staged) : nothing}</w-modal
      >
    </div>`;
  }

  #upload() {
    return html`<span class="button file">
      ${icon('upload')}${msg('Restore from a file')}
      <input
        type="file"
        accept=".gz,application/gzip"
        aria-label=${msg('Restore from a file')}
        @change=${(event: Event) => void this.#send(event.target as HTMLInputElement)}
      />
    </span>`;
  }

  #progress({ done, total, jobId, kind }: JobView) {
    return html`<div class="row" data-testid="backup-progress">
      <progress
        class="grow"
        max=${total ?? 100}
        .value=${done}
        aria-label=${kind === 'backup' ? msg('Backing up') : msg('Checking the backup')}
      ></progress>
      <button @click=${() => void jobsApi.cancel(jobId)}>${msg('Cancel')}</button>
    </div>`;
  }

  #list() {
    if (!this.view) return nothing;
    if (this.view.backups.length === 0)
      return html`<p class="soft">${msg('No backup yet. Make one now, or set a time for a daily one.')}</p>`;
    return html`<ul aria-label=${msg('Backups')}>
      ${this.view.backups.map((backup) => this.#backup(backup))}
    </ul>`;
  }

  #backup(backup: BackupView) {
    const when = momentText(backup.atMs, Date.now(), this.zone);
    return html`<li data-testid="backup">
      <span class="grow"
        ><strong title=${exactText(backup.atMs, this.zone)}>${when}</strong>
        <span class="chip">${kindText(backup.kind)}</span>
        <span class="soft"
          >${msg(str`${numberText(Math.max(backup.bytes / 1_000_000, 0.1), 1)} MB`)}</span
        ></span
      >
      ${
        this.view?.canRestore
          ? html`<button
              data-testid="check-backup"
              ?disabled=${this.job !== null}
              @click=${() => void this.#check(backup.name)}
            >
              ${msg('Restore…')}
            </button>`
          : nothing
      }
      ${
        this.view?.canDownload
          ? html`<a
              class="button icon"
              download
              href=${backupsApi.fileAt(backup.name)}
              aria-label=${msg(str`Download the backup of ${when}`)}
            >
              ${icon('download')}
            </a>`
          : nothing
      }
      <button
        class="icon"
        aria-label=${msg(str`Delete the backup of ${when}`)}
        @click=${() => this.#askDelete(backup, when)}
      >
        ${icon('trash')}
      </button>
    </li>`;
  }

  #restore({ madeAtMs, version, company, counts, stagedId }: StagedBackup) {
    return html`<form
      class="stack"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#start(stagedId);
      }}
    >
      <dl>
        <dt>${msg('Company')}</dt>
        <dd>${company}</dd>
        <dt>${msg('Made')}</dt>
        <dd>${exactText(madeAtMs, this.zone)}</dd>
        <dt>${msg('By version')}</dt>
        <dd>${version}</dd>
        <dt>${msg('People')}</dt>
        <dd>${numberText(counts.people)}</dd>
        <dt>${msg('Users')}</dt>
        <dd>${numberText(counts.users)}</dd>
        <dt>${msg('Cameras')}</dt>
        <dd>${numberText(counts.cameras)}</dd>
      </dl>
      <p>
        ${msg('Everything on this server is replaced by it. What is here now is kept as a backup. The server starts anew; this page comes back by itself.')}
      </p>
      <label class="field"
        >${msg(str`Type "${this.company}" to confirm`)}
        <input
          autocomplete="off"
          data-testid="restore-confirm"
          .value=${this.typed}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
        />
      </label>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="row">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="danger" data-testid="restore" ?disabled=${this.typed.trim() !== this.company}>
          ${msg('Restore')}
        </button>
      </div>
    </form>`;
  }

  #backUp(): Promise<boolean> {
    return this.#try(async () => void (await this.#follow(await backupsApi.backUp())));
  }

  #check(name: string): Promise<boolean> {
    return this.#try(async () => {
      const { result } = await this.#follow(await backupsApi.check(name));
      if (!result) return;
      this.staged = result as StagedBackup;
      this.typed = '';
      await this.modal.open();
    });
  }

  async #send(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    let name = '';
    this.busy = msg('Sending the file…');
    const sent = await this.#try(async () => void (name = (await backupsApi.upload(file)).name));
    this.busy = '';
    if (sent) await this.#check(name);
  }

  #start(stagedId: string): Promise<boolean> {
    return this.#try(async () => {
      await backupsApi.restore(stagedId, this.typed);
      this.modal.close();
      this.busy = msg('Restoring. The server starts anew; this page comes back by itself.');
      void this.#comeBack();
    }, false);
  }

  /** What was there before is among the backups when the server is back; then everything on the page may be different. */
  async #comeBack(): Promise<void> {
    const known = new Set(this.view?.backups.map(({ name }) => name));
    while (this.isConnected) {
      await new Promise((resolve) => setTimeout(resolve, askServerEveryMs));
      const view = await backupsApi.backups().catch(() => null);
      if (view?.backups.some(({ kind, name }) => kind === 'safety' && !known.has(name)))
        return location.reload();
    }
  }

  #askDelete({ name }: BackupView, when: string): void {
    void this.confirm.ask({
      heading: msg(str`Delete the backup of ${when}?`),
      text: msg('It cannot be brought back.'),
      action: msg('Delete'),
      run: () => this.#try(() => backupsApi.remove(name)),
    });
  }

  /** Until it has ended; throws what it failed with. */
  async #follow(job: JobView): Promise<JobView> {
    try {
      for (this.job = job; this.job.state === 'running';) {
        await new Promise((resolve) => setTimeout(resolve, askJobEveryMs));
        this.job = await jobsApi.job(job.jobId);
      }
      if (this.job.state === 'failed') throw new Error(this.job.problem ?? '');
      return this.job;
    } finally {
      this.job = null;
    }
  }

  async #try(action: () => Promise<unknown>, lists = true): Promise<boolean> {
    this.problem = '';
    try {
      await action();
      if (lists) this.view = await backupsApi.backups();
      return true;
    } catch (error) {
      this.problem = sentenceOf(error);
      return false;
    }
  }
}

function kindText(kind: BackupView['kind']): string {
  switch (kind) {
    case 'manual':
      return msg('by hand');
    case 'scheduled':
      return msg('daily');
    case 'safety':
      return msg('before a restore');
    case 'uploaded':
      return msg('sent here');
    default:
      kind satisfies never;
      return '';
  }
}
