import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AreaDetails, CameraView, PersonView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { numberText } from '../time.ts';
import { findNested, idsWithin, type Nested } from '../tree.ts';
import type { MenuAction } from './ActionMenu.ts';
import { treeStyles } from './treeStyles.ts';
import './ActionMenu.ts';

export type AreaMove = { kind: 'area' | 'camera'; id: string; to: string | null };

/** Names of people shown in a row; the others are counted. */
const namesMax = 3;

/** Places inside places, with what happens in each now. Fires `move` when something was dragged onto a place. */
@customElement('w-area-tree')
export class AreaTree extends LitElement {
  static override styles = [
    shared,
    controls,
    treeStyles,
    css`
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
      }
      .chip {
        white-space: normal;
      }
      .chip[draggable='true'] {
        cursor: grab;
      }
      .name {
        font-weight: 600;
      }
      .now {
        min-width: 6.5rem;
        text-align: right;
      }
      @media (max-width: 640px) {
        .chips {
          order: 5;
          width: 100%;
          padding-left: 2.4rem;
        }
        .now {
          min-width: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) tree: Nested<AreaDetails>[] = [];
  @property({ attribute: false }) people: PersonView[] = [];
  @property({ attribute: false }) cameras: CameraView[] = [];
  /** null: nothing may be changed. */
  @property({ attribute: false }) actions: ((area: AreaDetails) => MenuAction[]) | null = null;
  /** Areas and cameras can be dragged to another place. */
  @property({ type: Boolean }) moves = false;
  @state() private folded = new Set<string>();
  @state() private dragged: { kind: AreaMove['kind']; id: string } | null = null;
  @state() private over: string | null = null;

  override render() {
    return html`<ul>
        ${this.tree.map((node) => this.#node(node))}
      </ul>
      ${this.dragged?.kind === 'area' ? this.#top() : nothing}`;
  }

  #node(node: Nested<AreaDetails>): unknown {
    const { item: area, children } = node;
    const isOpen = !this.folded.has(area.areaId);
    const canDrag = this.moves;
    return html`<li>
      <div
        class="node ${this.over === area.areaId ? 'over' : ''}"
        draggable=${canDrag ? 'true' : 'false'}
        data-testid="area-${area.areaId}"
        data-name=${area.name}
        @dragstart=${(event: DragEvent) => this.#lift(event, 'area', area.areaId)}
        @dragend=${() => this.#drop()}
        @dragover=${(event: DragEvent) => this.#hover(event, area.areaId)}
        @dragleave=${() => (this.over = null)}
        @drop=${(event: DragEvent) => this.#release(event, area.areaId)}
      >
        ${children.length > 0 ? this.#fold(area, isOpen) : html`<span class="leaf"></span>`}
        <span class="title"><span class="name">${area.name}</span>${this.#workers(area)}</span>
        <span class="chips">${area.cameras.map((camera) => this.#camera(camera, canDrag))}</span>
        <span class="now soft small">${this.#now(node)}</span>
        ${
          this.actions
            ? html`<w-action-menu
                label=${msg(str`What to do with ${area.name}`)}
                data-testid="menu-${area.name}"
                .actions=${this.actions(area)}
              ></w-action-menu>`
            : nothing
        }
      </div>
      ${
        children.length > 0 && isOpen
          ? html`<ul>
              ${children.map((child) => this.#node(child))}
            </ul>`
          : nothing
      }
    </li>`;
  }

  #fold({ areaId, name }: AreaDetails, isOpen: boolean) {
    return html`<button
      class="icon fold"
      aria-expanded=${isOpen ? 'true' : 'false'}
      aria-label=${msg(str`Contents of ${name}`)}
      @click=${() => {
        const folded = new Set(this.folded);
        if (!folded.delete(areaId)) folded.add(areaId);
        this.folded = folded;
      }}
    >
      ${icon('right')}
    </button>`;
  }

  #workers({ personIds }: AreaDetails) {
    if (personIds.length === 0) return nothing;
    const names = personIds
      .map((id) => this.people.find(({ personId }) => personId === id)?.name)
      .filter((name) => name !== undefined)
      .sort((a, b) => a.localeCompare(b));
    const shown = names.slice(0, namesMax).join(', ');
    const others = personIds.length - Math.min(names.length, namesMax);
    const text =
      others > 0
        ? msg(str`Work here: ${shown} and ${numberText(others)} more`)
        : msg(str`Work here: ${shown}`);
    return html`<span class="soft small">${text}</span>`;
  }

  #camera({ cameraId, name }: AreaDetails['cameras'][number], canDrag: boolean) {
    const health = this.cameras.find((camera) => camera.cameraId === cameraId)?.health.kind;
    return html`<span
      class="chip ${health === 'blind' ? 'bad' : ''}"
      draggable=${canDrag ? 'true' : 'false'}
      title=${health === 'blind' ? msg('This camera gives no picture') : name}
      @dragstart=${(event: DragEvent) => this.#lift(event, 'camera', cameraId)}
      >${icon(health === 'blind' ? 'blind' : 'camera')}${name}</span
    >`;
  }

  /** In it and in what lies in it. */
  #now(node: Nested<AreaDetails>): string {
    const within = new Set(idsWithin(node));
    const names = new Set(
      [...within].map((id) => findNested([node], id)?.item.name).filter((name) => name !== undefined),
    );
    const present = this.people.filter(({ state, area }) => state === 'present' && names.has(area ?? ''));
    return msg(str`${numberText(present.length)} present`);
  }

  #top() {
    return html`<div
      class="drop ${this.over === '' ? 'over' : ''}"
      @dragover=${(event: DragEvent) => this.#hover(event, '')}
      @dragleave=${() => (this.over = null)}
      @drop=${(event: DragEvent) => this.#release(event, null)}
    >
      ${msg('Drop here to put it at the top')}
    </div>`;
  }

  #lift(event: DragEvent, kind: AreaMove['kind'], id: string): void {
    event.stopPropagation();
    event.dataTransfer?.setData('text/plain', id);
    this.dragged = { kind, id };
  }

  #drop(): void {
    this.dragged = null;
    this.over = null;
  }

  #hover(event: DragEvent, areaId: string): void {
    if (!this.dragged || !this.#fits(areaId)) return;
    event.preventDefault();
    this.over = areaId;
  }

  #release(event: DragEvent, to: string | null): void {
    event.preventDefault();
    const { dragged } = this;
    if (dragged && this.#fits(to ?? ''))
      this.dispatchEvent(new CustomEvent<AreaMove>('move', { detail: { ...dragged, to } }));
    this.#drop();
  }

  /** Nothing is put into itself or into what lies in it. */
  #fits(areaId: string): boolean {
    if (this.dragged?.kind !== 'area') return areaId !== '';
    const node = findNested(this.tree, this.dragged.id);
    return node !== null && !idsWithin(node).includes(areaId);
  }
}
