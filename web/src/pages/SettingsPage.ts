import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { SettingsView, SettingView } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { settingsApi } from '../api/settings.ts';
import { can } from '../can.ts';
import { icon } from '../icons.ts';
import '../components/BackupsPanel.ts';
import '../components/DiagnosticsPanel.ts';
import '../components/employees/EmployeesPanel.ts';
import '../components/hours/HoursPanel.ts';
import '../components/SettingRow.ts';
import { Page } from './Page.ts';

type Section = { id: string; title: () => string; keys: string[] };
const sections: Section[] = [
  { id: 'company', title: () => msg('Company'), keys: ['companyName', 'timeZone', 'language'] },
  { id: 'presence', title: () => msg('Presence'), keys: ['awayAfterMs', 'absentAfterMs'] },
  {
    id: 'privacy',
    title: () => msg('Privacy'),
    keys: ['blurUnknownFaces', 'privacyNotice', 'keepsEvidence', 'evidenceKeptDays'],
  },
  {
    id: 'messages',
    title: () => msg('Messages and reports'),
    keys: ['publicUrl', 'reportAt', 'reportLinkMs', 'incidentsKeptDays'],
  },
  {
    id: 'terminals',
    title: () => msg('Terminals'),
    keys: ['pushOn', 'pushPort', 'storesTemplates', 'stillOnTerminalAfterMs'],
  },
  {
    id: 'security',
    title: () => msg('Security'),
    keys: ['sessionMs', 'passwordMinLength', 'twoFactorNeeded', 'auditKeptDays'],
  },
  { id: 'backups', title: () => msg('Backups'), keys: ['backupAt', 'backupsKept'] },
];
/** The demo signs everybody in. */
const notInDemo = new Set(['sessionMs', 'passwordMinLength', 'twoFactorNeeded']);

/** What holds for the whole company, its backups, and what runs here. */
@customElement('w-settings-page')
export class SettingsPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      :host {
        max-width: 56rem;
      }
      .panel {
        padding: 1rem 1.1rem 0.4rem;
      }
      .panel.plain,
      .panel:has(w-backups-panel) {
        padding-bottom: 1.1rem;
      }
      h2 {
        margin-bottom: 0.5rem;
        font-size: 1.05rem;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1rem;
        margin-bottom: 1rem;
      }
      w-backups-panel,
      w-diagnostics-panel {
        display: block;
        padding-top: 0.85rem;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  @state() private settings: SettingView[] | null = null;
  @state() private problem = '';
  @state() private version = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    // Without an answer the line shows the name alone.
    void api.health().then(
      ({ version }) => (this.version = version),
      () => undefined,
    );
  }

  override render() {
    return html`<div class="top"><h1>${msg('Settings')}</h1></div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${
        this.settings === null && !this.problem
          ? html`<p class="soft" role="status">${msg('Loading…')}</p>`
          : nothing
      }
      <div class="stack">
        ${this.settings ? sections.map((section) => this.#section(section, this.settings ?? [])) : nothing}
        ${this.#employees()} ${this.#hours()} ${this.#about()}
      </div>`;
  }

  #section({ id, title, keys }: Section, settings: SettingView[]) {
    const shown = keys.flatMap((key) => settings.find((setting) => setting.key === key) ?? []);
    const demo = this.me?.demo ?? false;
    return html`<section class="panel" aria-labelledby=${id}>
      <h2 id=${id}>${title()}</h2>
      ${
        demo && keys.some((key) => notInDemo.has(key))
          ? html`<p class="soft">
              ${msg('The demo signs everybody in, so sessions, passwords and second factors cannot be changed here.')}
            </p>`
          : nothing
      }
      ${shown.map(
        (setting) =>
          html`<w-setting-row
            .setting=${setting}
            .zone=${this.#zone()}
            ?locked=${!can(this.me, 'update Settings') || (demo && notInDemo.has(setting.key))}
            @saved=${(event: CustomEvent<SettingsView>) => (this.settings = event.detail.settings)}
          ></w-setting-row>`,
      )}
      ${
        id === 'backups' && can(this.me, 'read Backup')
          ? html`<w-backups-panel
              .zone=${this.#zone()}
              .company=${String(this.#value('companyName'))}
              ?demo=${demo}
            ></w-backups-panel>`
          : nothing
      }
    </section>`;
  }

  #hours() {
    if (!this.settings) return nothing;
    return html`<section class="panel plain" aria-labelledby="hours">
      <h2 id="hours">${msg('File of hours')}</h2>
      <w-hours-panel .zone=${this.#zone()}></w-hours-panel>
    </section>`;
  }

  #employees() {
    if (!can(this.me, 'read EmployeeSource')) return nothing;
    return html`<section class="panel plain" aria-labelledby="employees">
      <h2 id="employees">${msg('Employees')}</h2>
      <w-employees-panel .zone=${this.#zone()}></w-employees-panel>
    </section>`;
  }

  #about() {
    return html`<section class="panel plain stack" aria-labelledby="about">
      <h2 id="about">${msg('About')}</h2>
      <p>Whereabouts ${this.version} · <a href="/api/docs">${msg('API documentation')}</a></p>
      <p>
        <a href="/account">${msg('Language, theme and password are on your account page.')}</a>
      </p>
      <p class="soft">
        ${msg('Faces and streams stay on this server. Photos given to enrol a person are not kept: only numbers computed from them.')}
      </p>
      ${can(this.me, 'read Settings') ? html`<w-diagnostics-panel></w-diagnostics-panel>` : nothing}
    </section>`;
  }

  #value(key: string) {
    return this.settings?.find((setting) => setting.key === key)?.value ?? '';
  }

  #zone(): string {
    return String(this.#value('timeZone')) || 'UTC';
  }

  async #load(): Promise<void> {
    try {
      this.settings = (await settingsApi.settings()).settings;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
