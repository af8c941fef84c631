import { msg } from '@lit/localize';
import { ApiError, sentenceOf } from './api.ts';

export type FormProblem = { problem: string; fields: Record<string, string> };
export const noProblem: FormProblem = { problem: '', fields: {} };

/** What a refused form shows: the server's words beside each field they are about, or below the form when it has no such field. */
export function formProblem(error: unknown, form: HTMLFormElement): FormProblem {
  const fields = error instanceof ApiError ? error.fields : {};
  const names = Object.keys(fields);
  const isBeside = names.length > 0 && names.every((name) => form.elements.namedItem(name) !== null);
  return {
    fields,
    problem: isBeside ? msg('Cannot save yet: correct the marked fields.') : sentenceOf(error),
  };
}
