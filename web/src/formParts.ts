import { html, type TemplateResult } from 'lit';
import type { FormProblem } from './formProblem.ts';
import { icon } from './icons.ts';

/** An input under its label, with what the server says of it. */
export function formField(wrong: FormProblem, name: string, label: string, input: unknown): TemplateResult {
  const words = wrong.fields[name];
  return html`<label class="field"
    >${label} ${input} ${words ? html`<span class="wrong">${words}</span>` : ''}</label
  >`;
}

/** Why what is stored must be typed again; null: it need not. */
export const againHint = (why: string | null): TemplateResult | '' =>
  why === null ? '' : html`<span class="wrong" role="status" data-testid="type-again">${why}</span>`;

/**
 * A listener of a form's `invalid`: what is to be typed again says so beside it, and the browser's own bubble would cover just that.
 * The focus goes there all the same.
 */
export const hintForBubble = {
  capture: true,
  handleEvent(event: Event): void {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.validity.valueMissing) return;
    if (!input.closest('label')?.querySelector('[data-testid="type-again"]')) return;
    event.preventDefault();
    if (input.form?.querySelector(':invalid:not(fieldset)') === input) input.focus();
  },
};

/** What the server says of the form as a whole. */
export const formNotice = ({ problem }: FormProblem): TemplateResult | '' =>
  problem ? html`<p class="problem" role="alert">${icon('warning')}${problem}</p>` : '';
