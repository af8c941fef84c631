import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { DiscoveredCamera, NetworkView, OnvifCamera, OnvifStream } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { camerasApi } from '../../api/cameras.ts';
import { jobsApi } from '../../api/jobs.ts';
import { controls } from '../../controls.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { withSignIn } from '../../streamUrl.ts';

export type ChosenStream = { url: string; name: string };

const askEveryMs = 400;

/** Looks for ONVIF cameras, asks one for its streams, and fires `chosen` with the address of one. */
@customElement('w-find-cameras')
export class FindCameras extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .look {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        align-items: end;
      }
      .look label {
        flex: 1 1 12rem;
      }
      .list {
        border: 1px solid var(--line);
        border-radius: 7px;
      }
      .list li + li {
        border-top: 1px solid var(--line);
      }
      .list button {
        width: 100%;
        justify-content: start;
        flex-wrap: wrap;
        gap: 0.1rem 0.6rem;
        padding: 0.5rem 0.75rem;
        text-align: left;
        border: 0;
        border-radius: 7px;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
        gap: 0.9rem;
      }
      .end {
        justify-content: end;
      }
    `,
  ];

  @state() private networks: NetworkView[] = [];
  @state() private found: DiscoveredCamera[] | null = null;
  @state() private jobId: string | null = null;
  /** The camera whose streams are asked for; an empty address: typed by hand. */
  @state() private camera: { address: string; name: string } | null = null;
  @state() private answer: OnvifCamera | null = null;
  @state() private busy = false;
  @state() private problem = '';
  #signIn = { user: '', password: '' };
  #abort: AbortController | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void camerasApi.networks().then(
      (networks) => (this.networks = networks),
      (error: unknown) => (this.problem = sentenceOf(error)),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
    if (this.jobId) void jobsApi.cancel(this.jobId).catch(() => undefined);
  }

  override render() {
    return html`<div class="stack">
      ${this.camera ? this.#ask(this.camera) : this.#look()}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
    </div>`;
  }

  #look() {
    const looking = this.jobId !== null;
    return html`<form class="look" @submit=${(event: SubmitEvent) => void this.#find(event)}>
        <label class="field"
          >${msg('Network')}
          <select name="network" data-testid="network">
            <option value="">${msg('Default network')}</option>
            ${this.networks.map(({ name, address }) => html`<option value=${name}>${name} · ${address}</option>`)}
          </select>
        </label>
        ${
          looking
            ? html`<button type="button" @click=${() => this.#cancel()}>${msg('Cancel')}</button>`
            : html`<button class="primary" data-testid="look">
                ${icon('radar')}${msg('Look for cameras')}
              </button>`
        }
      </form>
      <div role="status">
        ${looking ? html`<p class="soft">${msg('Looking for cameras for 4 seconds…')}</p>` : this.#list()}
      </div>
      <div class="row">
        <button type="button" data-testid="ask-by-hand" @click=${() => this.#open({ address: '', name: '' })}>
          ${msg('Ask a camera by its address')}
        </button>
      </div>`;
  }

  #list() {
    if (!this.found)
      return html`<p class="soft">${msg('Cameras that speak ONVIF answer when they are looked for.')}</p>`;
    if (this.found.length === 0)
      return html`<p data-testid="none-found">
        ${msg('No camera answered. Check that ONVIF is on in the camera and that it is in this network, or type its address.')}
      </p>`;
    return html`<ul class="list">
      ${this.found.map(
        (camera) =>
          html`<li>
            <button type="button" data-testid="found-${camera.host}" @click=${() => this.#open(camera)}>
              <strong>${camera.name}</strong>
              <span class="soft">${[camera.model, camera.host].filter(Boolean).join(' · ')}</span>
              ${camera.cameraId ? html`<span class="chip good">${msg('Added already')}</span>` : nothing}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #ask({ address, name }: { address: string; name: string }) {
    return html`<div class="row">
        <button type="button" @click=${() => this.#back()}>${icon('back')}${msg('All cameras')}</button>
        <strong class="grow cut">${name}</strong>
      </div>
      <form class="stack" @submit=${(event: SubmitEvent) => void this.#askStreams(event)}>
        <label class="field"
          >${msg('Address of the camera')}
          <input
            name="address"
            required
            spellcheck="false"
            autocomplete="off"
            placeholder="192.168.1.20"
            .value=${address}
            data-testid="onvif-address"
          />
        </label>
        <div class="pair">
          <label class="field"
            >${msg('User name')} <input name="user" autocomplete="off" data-testid="onvif-user" />
          </label>
          <label class="field"
            >${msg('Password')}
            <input name="password" type="password" autocomplete="new-password" data-testid="onvif-password" />
          </label>
        </div>
        <div class="row end">
          <button class=${this.answer ? '' : 'primary'} ?disabled=${this.busy} data-testid="ask-streams">
            ${this.busy ? msg('Asking the camera…') : msg('Show its streams')}
          </button>
        </div>
      </form>
      ${this.answer ? this.#streams(this.answer) : nothing}`;
  }

  #streams({ streams }: OnvifCamera) {
    return html`<ul class="list" aria-label=${msg('Streams')}>
      ${streams.map(
        (stream) =>
          html`<li>
            <button type="button" data-testid="stream-${stream.role}" @click=${() => this.#choose(stream)}>
              <strong>${stream.width} × ${stream.height}</strong>
              <span class="soft">${streamText(stream)}</span>
              ${roleChip(stream)}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  async #find(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const network = formText(new FormData(event.target as HTMLFormElement), 'network');
    this.problem = '';
    this.found = null;
    try {
      const { jobId } = await camerasApi.discover(network === '' ? null : network);
      this.jobId = jobId;
      await this.#follow(jobId);
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.jobId = null;
    }
  }

  async #follow(jobId: string): Promise<void> {
    while (this.isConnected && this.jobId === jobId) {
      const job = await jobsApi.job(jobId);
      if (job.state === 'done') this.found = job.result as DiscoveredCamera[];
      if (job.state === 'failed') this.problem = job.problem ?? '';
      if (job.state !== 'running') return;
      await new Promise((resolve) => setTimeout(resolve, askEveryMs));
    }
  }

  #cancel(): void {
    if (this.jobId) void jobsApi.cancel(this.jobId).catch(() => undefined);
    this.jobId = null;
  }

  #open(camera: { address: string; name: string }): void {
    this.camera = camera;
    this.answer = null;
    this.problem = '';
  }

  #back(): void {
    this.#abort?.abort();
    this.camera = null;
    this.problem = '';
  }

  async #askStreams(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const abort = (this.#abort = new AbortController());
    this.#signIn = { user: formText(form, 'user').trim(), password: formText(form, 'password') };
    this.busy = true;
    this.problem = '';
    this.answer = null;
    try {
      const request = { address: formText(form, 'address').trim(), ...this.#signIn };
      this.answer = await camerasApi.onvif(request, abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  #choose(stream: OnvifStream): void {
    const model = this.answer ? `${this.answer.manufacturer} ${this.answer.model}`.trim() : '';
    const detail: ChosenStream = {
      url: withSignIn(stream.url, this.#signIn),
      name: this.camera?.name || model,
    };
    this.dispatchEvent(new CustomEvent<ChosenStream>('chosen', { detail }));
  }
}

const streamText = ({ encoding, fps, name }: OnvifStream): string =>
  [encoding, fps === null ? null : msg(str`${fps} pictures a second`), name].filter(Boolean).join(' · ');

function roleChip({ role }: OnvifStream) {
  if (role === 'main') return html`<span class="chip good">${msg('Main stream: recommended')}</span>`;
  return role === 'sub' ? html`<span class="chip warn">${msg('Sub-stream: too small')}</span>` : nothing;
}
