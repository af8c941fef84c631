import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Me } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import type { Live } from '../live.ts';
import { emptyState, type LiveState } from '../state.ts';
import { page, shared } from '../styles.ts';

/** What every page is given by the application. */
export abstract class Page extends LitElement {
  static override styles = [shared, controls, page];

  @property({ attribute: false }) me: Me | null = null;
  @property({ attribute: false }) live: Live | null = null;
  @property({ attribute: false }) liveState: LiveState = emptyState;
  /** What stands in the place of `:id` in the address. */
  @property() subjectId = '';
}
