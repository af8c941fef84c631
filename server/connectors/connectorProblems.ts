/** What keeps rows from other programs, said where an administrator looks. */
import type { ProblemView } from '../wire.ts';
import type { ConnectorStore } from './connectorStore.ts';

const path = '/connections';

/** Of a connector that is off nobody waits for anything. */
export async function connectorProblems(store: ConnectorStore): Promise<ProblemView[]> {
  const { enabled, problem } = await store.get('frappe');
  if (!enabled) return [];
  const { refused } = await store.counts('frappe');
  const found: ProblemView[] = [];
  if (problem !== null) found.push({ problemId: 'connector:frappe', path, text: problem, sinceMs: null });
  if (refused > 0)
    found.push({
      problemId: 'connectorRefused:frappe',
      path,
      text: refusedText(refused),
      sinceMs: null,
    });
  return found;
}

export const refusedText = (count: number): string =>
  `Cannot hand over everything to Frappe HR: it refused check-ins, ${count} of them. See why, correct that and send them again.`;
