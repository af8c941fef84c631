import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { ImportPreview, ImportResult } from '../../../../server/wire.ts';
import type { ImportOptions } from '../../api/people.ts';

/** null: it can be applied. `typed`: how many are to be deactivated. */
export function whyNotImport(
  { counts }: ImportPreview,
  options: ImportOptions,
  typed: string,
): string | null {
  if (counts.problem > 0 && !options.skipProblems)
    return msg('Correct the rows with problems in the file, or leave them out.');
  if (counts.create + counts.update + counts.deactivate === 0) return msg('Nothing would change.');
  const needsCount = options.deactivateMissing && counts.deactivate > 0;
  return needsCount && typed.trim() !== String(counts.deactivate)
    ? msg('Type how many will be deactivated.')
    : null;
}

export function importResult({ created, updated, deactivated, skipped }: ImportResult, again: () => void) {
  return html`<p role="status" data-testid="import-result">
      ${msg(str`Done: ${created} new, ${updated} changed, ${deactivated} deactivated, ${skipped} left out.`)}
    </p>
    <div class="row">
      <a class="button primary" href="/people">${msg('See the people')}</a>
      <button type="button" @click=${again}>${msg('Import another file')}</button>
    </div>`;
}
