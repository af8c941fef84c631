import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { AreaDetails } from '../../../server/wire.ts';
import { areasApi } from '../api/areas.ts';
import { sentenceOf } from '../api.ts';
import { can } from '../can.ts';
import type { MenuAction } from '../components/ActionMenu.ts';
import type { AreaPause } from '../components/AreaPause.ts';
import type { AreaForm } from '../components/AreaForm.ts';
import type { AreaMove } from '../components/AreaTree.ts';
import type { Confirm } from '../components/Confirm.ts';
import type { PersonPicker } from '../components/PersonPicker.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { serverNowMs } from '../state.ts';
import { page, shared } from '../styles.ts';
import { numberText } from '../time.ts';
import { nest } from '../tree.ts';
import { Page } from './Page.ts';
import '../components/AreaForm.ts';
import '../components/AreaPause.ts';
import '../components/AreaTree.ts';
import '../components/Confirm.ts';
import '../components/PersonPicker.ts';

const nesting = { id: (area: AreaDetails) => area.areaId, parent: (area: AreaDetails) => area.parentId };

/** The places of the company: how they nest, which cameras look at them, who works there. */
@customElement('w-areas-page')
export class AreasPage extends Page {
  static override styles = [
    shared,
    controls,
    page,
    css`
      .panel {
        padding: 0.5rem;
      }
      .hint {
        margin-bottom: 0.9rem;
      }
    `,
  ];

  @state() private areas: AreaDetails[] | null = null;
  @state() private problem = '';
  @query('w-area-form') private form!: AreaForm;
  @query('w-area-pause') private pause!: AreaPause;
  @query('w-confirm') private confirm!: Confirm;
  @query('w-person-picker') private picker!: PersonPicker;
  #known = '';

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('liveState') && this.#news() !== this.#known) void this.#load();
  }

  override render() {
    const mayChange = can(this.me, 'update Area');
    return html`<div class="top">
        <h1>${msg('Areas')}</h1>
        ${
          mayChange
            ? html`<button class="primary" data-testid="add-area" @click=${() => this.#edit(null, null)}>
                ${icon('plus')}${msg('Add area')}
              </button>`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.#list(mayChange)}
      ${
        mayChange
          ? html`<w-area-form @saved=${() => void this.#load()}></w-area-form><w-confirm></w-confirm
              ><w-person-picker></w-person-picker>`
          : nothing
      }
      ${
        this.#pauses
          ? html`<w-area-pause
              .timeZone=${this.liveState.overview?.timeZone ?? 'UTC'}
              .nowMs=${serverNowMs(this.liveState, Date.now())}
            ></w-area-pause>`
          : nothing
      }`;
  }

  #list(mayChange: boolean) {
    const { areas } = this;
    if (!areas) return this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (areas.length === 0)
      return html`<p class="panel empty">
        ${icon('area')}
        ${
          mayChange
            ? msg(
                'No area yet. Add one, such as a site, a floor or a room; areas that camera files name appear by themselves.',
              )
            : msg('There is no area you may see. Ask an administrator.')
        }
      </p>`;
    const { people = [], cameras = [] } = this.liveState.overview ?? {};
    return html`${
        mayChange
          ? html`<p class="hint small">
              ${msg('Drag an area or a camera onto another area, or use the menu beside it.')}
            </p>`
          : nothing
      }
      <div class="panel">
        <w-area-tree
          .tree=${nest(areas, nesting)}
          .people=${people}
          .cameras=${cameras}
          .moves=${mayChange}
          .actions=${mayChange || this.#pauses ? (area: AreaDetails) => this.#actions(area, mayChange) : null}
          @move=${(event: CustomEvent<AreaMove>) => void this.#move(event.detail)}
        ></w-area-tree>
      </div>`;
  }

  get #pauses(): boolean {
    return can(this.me, 'create Pause');
  }

  #actions(area: AreaDetails, mayChange: boolean): MenuAction[] {
    const pause: MenuAction = {
      ...{ id: 'pause', text: msg('Pause monitoring'), icon: 'pause' },
      run: () => void this.pause.open(area),
    };
    return [...(mayChange ? this.#changes(area) : []), ...(this.#pauses ? [pause] : [])];
  }

  #changes(area: AreaDetails): MenuAction[] {
    return [
      { id: 'inside', text: msg('Add area inside'), icon: 'plus', run: () => this.#edit(null, area.areaId) },
      { id: 'edit', text: msg('Change'), icon: 'edit', run: () => this.#edit(area, area.parentId) },
      { id: 'people', text: msg('Who works here'), icon: 'people', run: () => void this.#choosePeople(area) },
      {
        id: 'camera',
        text: msg('Move a camera here'),
        icon: 'camera',
        run: () => void this.#chooseCamera(area),
      },
      { id: 'delete', text: msg('Delete'), icon: 'trash', danger: true, run: () => void this.#remove(area) },
    ];
  }

  #edit(area: AreaDetails | null, parentId: string | null): void {
    void this.form.open({ area, parentId, tree: nest(this.areas ?? [], nesting) });
  }

  #choosePeople(area: AreaDetails): Promise<void> {
    const people = this.liveState.overview?.people ?? [];
    return this.picker.open({
      heading: msg(str`Who works in ${area.name}`),
      text: msg('They are missed here when they are away. A person may work in several areas.'),
      choices: people.map(({ personId, name, job }) => ({ id: personId, name, detail: job ?? '' })),
      chosen: area.personIds,
      several: true,
      none: null,
      save: (ids) => areasApi.setPeople(area.areaId, ids).then(() => this.#load()),
    });
  }

  #chooseCamera(area: AreaDetails): Promise<void> {
    const elsewhere = (this.areas ?? []).filter(({ areaId }) => areaId !== area.areaId);
    return this.picker.open({
      heading: msg(str`Move a camera to ${area.name}`),
      text: msg('Its file is changed to name this area.'),
      choices: elsewhere.flatMap(({ name: from, cameras }) =>
        cameras.map(({ cameraId, name }) => ({ id: cameraId, name, detail: from })),
      ),
      chosen: [],
      several: false,
      none: null,
      save: ([cameraId = '']) => areasApi.moveCamera(area.areaId, cameraId).then(() => this.#load()),
    });
  }

  #remove(area: AreaDetails): Promise<void> {
    return this.confirm.ask({
      heading: msg(str`Delete ${area.name}?`),
      text: this.#consequences(area),
      action: msg('Delete area'),
      run: () => areasApi.removeArea(area.areaId).then(() => this.#load()),
    });
  }

  #consequences({ areaId, cameras, personIds }: AreaDetails): string {
    const inside = (this.areas ?? []).filter(({ parentId }) => parentId === areaId).length;
    const told = [
      cameras.length > 0 &&
        msg(
          str`It cannot be deleted while cameras look at it (${numberText(cameras.length)}): move them first.`,
        ),
      inside > 0 && msg(str`Areas that lie in it move one level up: ${numberText(inside)}.`),
      personIds.length > 0 && msg(str`People who no longer work here: ${numberText(personIds.length)}.`),
      msg('What was recorded here stays.'),
    ];
    return told.filter((text) => text !== false).join(' ');
  }

  async #move({ kind, id, to }: AreaMove): Promise<void> {
    try {
      if (kind === 'area') await areasApi.changeArea(id, { parentId: to });
      else if (to !== null) await areasApi.moveCamera(to, id);
      await this.#load();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  /** What makes the list another: areas and cameras, and who works where. */
  #news(): string {
    const { areas = [], cameras = [], people = [] } = this.liveState.overview ?? {};
    const looking = cameras.map(({ cameraId, area, name }) => [cameraId, area, name]);
    return JSON.stringify([areas, looking, people.map(({ areaIds }) => areaIds)]);
  }

  async #load(): Promise<void> {
    this.#known = this.#news();
    try {
      this.areas = await areasApi.areas();
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
