import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { IncidentDetails, IncidentView } from '../../../../server/wire.ts';
import { incidentsApi } from '../../api/incidents.ts';

/** What became of a message is told to nobody: it is asked again this often. */
const askEveryMs = 5_000;
/** Enough for a screen and a half; the others are asked when they are opened. */
const askedMax = 20;

/** Keeps who was told of the incidents that are in sight, as new as the page needs it. */
export class ToldOf implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #known = new Map<string, IncidentDetails>();
  #wanted: IncidentView[] = [];
  #asking = new Set<string>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#askAll(), askEveryMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  of(incidentId: string): IncidentDetails | null {
    return this.#known.get(incidentId) ?? null;
  }

  /** Exactly these from now on; one that changed is asked at once. */
  want(incidents: readonly IncidentView[]): void {
    const before = new Map(this.#wanted.map((each) => [each.incidentId, each]));
    this.#wanted = incidents.slice(0, askedMax);
    for (const incident of this.#wanted)
      if (before.get(incident.incidentId) !== incident) void this.ask(incident.incidentId);
  }

  async ask(incidentId: string): Promise<IncidentDetails | null> {
    if (this.#asking.has(incidentId)) return this.of(incidentId);
    this.#asking.add(incidentId);
    try {
      const details = await incidentsApi.incident(incidentId);
      this.#known.set(incidentId, details);
      this.#host.requestUpdate();
      return details;
    } catch {
      // The list goes on without it; it is asked again.
      return null;
    } finally {
      this.#asking.delete(incidentId);
    }
  }

  #askAll(): void {
    if (document.hidden) return;
    for (const { incidentId, endedAtMs } of this.#wanted)
      if (endedAtMs === null || !this.#known.has(incidentId)) void this.ask(incidentId);
  }
}
