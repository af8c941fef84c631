import { msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { SetupState } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { setupApi } from '../api/setup.ts';
import type { AddPerson } from '../components/AddPerson.ts';
import type { CameraForm } from '../components/CameraForm.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { nextStep, setupIsDone, setupOrder, type SetupStep, stepTitle } from '../setupSteps.ts';
import { shared } from '../styles.ts';
import { doorStyles } from './doorStyles.ts';
import { setupPageStyles } from './setupPageStyles.ts';
import '../components/AddPerson.ts';
import '../components/CameraForm.ts';
import '../components/setup/AccountStep.ts';
import '../components/setup/AreaStep.ts';
import '../components/setup/NoticeStep.ts';

/**
 * The set-up assistant: the first administrator by the one-time link, then what a site needs before people are seen. What is done is
 * told by what there is, so it can be left, gone back in, and gone on with another day.
 */
@customElement('w-setup-page')
export class SetupPage extends LitElement {
  static override styles = [shared, controls, doorStyles, setupPageStyles];

  @state() private setup: SetupState | null = null;
  /** null: the end, and what to do next. */
  @state() private step: SetupStep | null = 'account';
  @state() private areas: string[] = [];
  @state() private cameras: string[] = [];
  @state() private problem = '';
  @query('w-camera-form') private cameraForm!: CameraForm;
  @query('w-add-person') private addPerson!: AddPerson;
  @query('h2') private heading!: HTMLElement | null;
  #token = new URLSearchParams(location.search).get('token') ?? '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load().then(() => (this.step = this.setup?.steps ? nextStep(this.setup.steps) : 'account'));
  }

  override render() {
    return html`<div class="door panel">
      <p class="brand">${icon('pin')}<strong>Whereabouts</strong></p>
      <h1>${msg('Set up this server')}</h1>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.setup ? this.#content(this.setup) : nothing}
    </div>`;
  }

  #content({ needed, steps }: SetupState) {
    if (steps) return html`${this.#progress(steps)} ${this.#step()}`;
    if (!needed)
      return html`<p data-testid="setup-done">${msg('This server has its administrator already.')}</p>
        <a class="button primary" href="/sign-in">${msg('Sign in')}</a>`;
    if (!this.#token)
      return html`<p class="problem">
        ${msg('This link carries no token. Open the whole link that the server printed when it started.')}
      </p>`;
    return html`${this.#progress(null)}
      <w-account-step .token=${this.#token} @done=${() => void this.#entered()}></w-account-step>`;
  }

  /** null: nobody is signed in yet. */
  #progress(steps: SetupState['steps']) {
    return html`<ol class="steps" aria-label=${msg('Steps of the set-up')}>
      ${setupOrder.map((step) => {
        const done = steps?.[step] ?? false;
        const current = step === this.step;
        const title = stepTitle(step);
        return html`<li class="${done ? 'done' : ''} ${current ? 'current' : ''}">
          ${
            steps && step !== 'account'
              ? html`<button
                  aria-current=${current ? 'step' : 'false'}
                  data-testid="step-${step}"
                  @click=${() => void this.#go(step)}
                >
                  ${stepMark(done)} ${title}
                </button>`
              : html`<span aria-current=${current ? 'step' : 'false'}>${stepMark(done)} ${title}</span>`
          }
        </li>`;
      })}
    </ol>`;
  }

  #step() {
    const { step } = this;
    if (step === null) return this.#end();
    return html`<section class="stack" data-testid="setup-${step}">
      <h2 tabindex="-1">${stepTitle(step)}</h2>
      ${this.#body(step)} ${this.#footer(step)}
    </section>`;
  }

  #body(step: SetupStep) {
    switch (step) {
      case 'account':
        return html`<p>${msg('Company and account are there.')}</p>`;
      case 'area':
        return html`<w-area-step .areas=${this.areas} @done=${() => void this.#stepDone()}></w-area-step>`;
      case 'camera':
        return this.#cameraStep();
      case 'notice':
        return html`<w-notice-step @done=${() => void this.#stepDone()}></w-notice-step>`;
      case 'person':
        return this.#personStep();
      default:
        return step satisfies never;
    }
  }

  #cameraStep() {
    return html`<p class="soft">
        ${msg('Find a camera in the network or type the address of its stream, and look at a test picture before you save it. Choose the main stream: faces need its pixels.')}
      </p>
      ${
        this.cameras.length > 0
          ? html`<ul class="row" data-testid="setup-cameras">
              ${this.cameras.map((name) => html`<li class="chip good">${icon('check')}${name}</li>`)}
            </ul>`
          : nothing
      }
      <div class="row">
        <button
          class="primary"
          data-testid="setup-add-camera"
          @click=${() => void this.cameraForm.open(null)}
        >
          ${icon('plus')}${this.cameras.length > 0 ? msg('Add another camera') : msg('Add the first camera')}
        </button>
      </div>
      <w-camera-form .areas=${this.areas} @changed=${() => void this.#load()}></w-camera-form>`;
  }

  #personStep() {
    return html`<p class="soft">
        ${msg('Let the person read the privacy notice first. Record that they agree, then add three photos or more; no photo is kept.')}
      </p>
      ${this.setup?.steps?.person ? html`<p class="chip good">${icon('check')}${msg('Somebody is enrolled.')}</p>` : nothing}
      <div class="row">
        <button class="primary" data-testid="setup-add-person" @click=${() => void this.addPerson.open()}>
          ${icon('plus')}${msg('Add a person')}
        </button>
      </div>
      <w-add-person @changed=${() => void this.#load()}></w-add-person>`;
  }

  #footer(step: SetupStep) {
    const done = this.setup?.steps?.[step] ?? false;
    const first = step === 'area';
    return html`<div class="row footer">
      ${
        first
          ? nothing
          : html`<button data-testid="setup-back" @click=${() => void this.#go(before(step))}>
              ${icon('back')}${msg('Back')}
            </button>`
      }
      <a class="button" href="/" data-testid="setup-later">${msg('Finish later')}</a>
      <span class="grow"></span>
      <button
        class=${done ? 'primary' : ''}
        data-testid="setup-next"
        @click=${() => void this.#go(after(step))}
      >
        ${done ? msg('Continue') : msg('Skip for now')}
      </button>
    </div>`;
  }

  #end() {
    const steps = this.setup?.steps;
    const whole = steps ? setupIsDone(steps) : true;
    return html`<section class="stack" data-testid="setup-end">
      <h2 tabindex="-1">${whole ? msg('Everything is set up') : msg('Almost everything is set up')}</h2>
      <p>
        ${
          whole
            ? msg('The next time somebody walks past a camera, the live page says who it is.')
            : msg('What was skipped can be done here or on its own page, at any time.')
        }
      </p>
      <ul class="next">
        <li><a href="/cameras">${msg('Add the other cameras, and draw privacy zones')}</a></li>
        <li><a href="/people">${msg('Add people, one by one or from a CSV file')}</a></li>
        <li><a href="/teams">${msg('Say who leads whom, so that supervisors see their own people')}</a></li>
        <li><a href="/users">${msg('Give supervisors and HR their own accounts')}</a></li>
        <li><a href="/settings">${msg('Turn on daily backups')}</a></li>
      </ul>
      <div class="row footer">
        <button data-testid="setup-back" @click=${() => void this.#go('person')}>
          ${icon('back')}${msg('Back')}
        </button>
        <span class="grow"></span>
        <a class="button primary" href="/" data-testid="setup-finish">${msg('Open the live page')}</a>
      </div>
    </section>`;
  }

  /** The administrator is signed in; the token must not stay in the address. */
  async #entered(): Promise<void> {
    history.replaceState(null, '', '/setup');
    this.#token = '';
    await this.#load();
    await this.#go('area');
  }

  async #stepDone(): Promise<void> {
    const { step } = this;
    await this.#load();
    if (step) await this.#go(after(step));
  }

  async #go(step: SetupStep | null): Promise<void> {
    this.step = step;
    await this.updateComplete;
    this.heading?.focus();
  }

  async #load(): Promise<void> {
    try {
      this.setup = await api.setupState();
      if (this.setup.steps) {
        const [areas, cameras] = await Promise.all([setupApi.areas(), api.cameras()]);
        this.areas = areas.map(({ name }) => name);
        this.cameras = cameras.map(({ name }) => name);
      }
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}

const stepMark = (done: boolean) =>
  html`<span class="mark">${done ? icon('check') : nothing}</span>${
      done ? html`<span class="hidden-text">${msg('done')}</span>` : nothing
    }`;

/** null: the end. */
const after = (step: SetupStep): SetupStep | null => setupOrder[setupOrder.indexOf(step) + 1] ?? null;
const before = (step: SetupStep): SetupStep => setupOrder[setupOrder.indexOf(step) - 1] ?? 'area';
