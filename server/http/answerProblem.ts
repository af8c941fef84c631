/** The one place where an error becomes an answer. */
import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler } from 'express';
import { MulterError } from 'multer';
import type { ZodError } from 'zod';
import { asProblem } from '../database/asProblem.ts';
import { problem, UserFacingError } from '../errors.ts';
import type { Problem } from '../wire.ts';
import type { Log } from './createLog.ts';

export function answerProblem(log: Log, dataDir: string): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const refusal =
      toUserFacing(error, dataDir) ?? unexpected(error, log, `${request.method} ${request.path}`);
    // Half an answer is already out: only ending the connection tells the browser.
    if (response.headersSent) return next(refusal);
    const { code, message, fields } = refusal;
    const body: Problem = { error: { code, message, ...(fields ? { fields } : {}) } };
    response.status(refusal.status).json(body);
  };
}

/** null: a bug. */
export function toUserFacing(error: unknown, dataDir: string): UserFacingError | null {
  const known = asProblem(error, dataDir);
  if (known instanceof UserFacingError) return known;
  if (known instanceof MulterError) return problem('INPUT_INVALID', { problem: uploadProblem(known) });
  if (isInputError(known)) return invalidInput(known.input);
  const refused = clientError(known);
  return refused === null ? null : problem('INPUT_INVALID', { problem: refused });
}

/** What a browser sent did not fit; zod errors of our own answers are bugs and never come wrapped in this. */
export class InputError extends Error {
  override name = 'InputError';
  readonly input: ZodError;

  constructor(input: ZodError) {
    super('the input does not fit', { cause: input });
    this.input = input;
  }
}

const isInputError = (error: unknown): error is InputError => error instanceof InputError;

function invalidInput(error: ZodError): UserFacingError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  const [first] = Object.entries(fields);
  const said = first ? [first[0], first[1]].filter((part) => part !== '').join(': ') : 'it does not fit';
  return problem('INPUT_INVALID', { problem: said }, { fields, cause: error });
}

function uploadProblem(error: MulterError): string {
  if (error.code === 'LIMIT_FILE_COUNT') return 'too many files at once';
  if (error.code === 'LIMIT_UNEXPECTED_FILE')
    return `"${error.field ?? ''}" is not a field for files, or holds too many`;
  return error.message.toLowerCase();
}

/** As multer's parser says them; they carry no code. */
const brokenForms = /^(Malformed part header|Unexpected end of (form|file)|Multipart: Boundary not found)$/;

/** Errors of Express and its parsers carry the status they want: 4xx is the sender's fault. */
function clientError(error: unknown): string | null {
  if (error instanceof Error && brokenForms.test(error.message)) return 'the form is not well formed';
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  if (error.status < 400 || error.status >= 500) return null;
  const type = 'type' in error ? error.type : '';
  if (type === 'entity.parse.failed') return 'the body is not valid JSON';
  if (type === 'entity.too.large') return 'the body is too large';
  return 'it is not well formed';
}

function unexpected(error: unknown, log: Log, request: string): UserFacingError {
  const reference = randomBytes(4).toString('hex');
  log.error({ err: error, reference, request }, 'unexpected error');
  return problem('UNEXPECTED', { reference }, { cause: error });
}
