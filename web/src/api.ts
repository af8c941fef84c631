import { msg, str } from '@lit/localize';
import type {
  CameraFile,
  GalleryReport,
  Me,
  NotThisPerson,
  PasswordChange,
  Problem,
  RecognitionView,
  SetupRequest,
  SetupState,
  SignIn,
  Sojourn,
} from '../../server/wire.ts';
import { inPageLanguage } from './serverText.ts';

export type CameraEntry = CameraFile & { error?: string };
export type ServerHealth = { status: string; version: string };

/** A refusal with the server's own sentence, which says what to do. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: string;
  readonly status: number;
  readonly fields: Record<string, string>;

  constructor(status: number, code: string, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

export const api = {
  setupState: () => call<SetupState>('GET', 'setup'),
  setUp: (request: SetupRequest) => call<unknown>('POST', 'setup', request),
  signIn: (request: SignIn) => call<Me>('POST', 'sign-in', request),
  signOut: () => call<unknown>('POST', 'sign-out', {}),
  me: () => call<Me>('GET', 'me'),
  changePassword: (change: PasswordChange) => call<unknown>('POST', 'me/password', change),
  health: () => call<ServerHealth>('GET', 'health'),

  sojourns: (personId: string, fromMs: number, toMs: number) =>
    list<Sojourn>(`people/${part(personId)}/sojourns?from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}`),
  notThisPerson: (personId: string, sojournId: string, said: NotThisPerson) =>
    call<Sojourn>('POST', `people/${part(personId)}/sojourns/${part(sojournId)}/correction`, said),
  liftStricter: (personId: string) => call<unknown>('DELETE', `people/${part(personId)}/stricter`),
  galleryReport: () => call<GalleryReport>('GET', 'gallery'),

  recognition: () => list<RecognitionView>('recognition'),
  cameras: () => list<CameraEntry>('cameras'),
  addCamera: (camera: CameraFile) => call<unknown>('POST', 'cameras', camera),
  saveCamera: (cameraId: string, camera: CameraFile) =>
    call<unknown>('PUT', `cameras/${part(cameraId)}`, camera),
  removeCamera: (cameraId: string) => call<unknown>('DELETE', `cameras/${part(cameraId)}`),
};

/** `signal`: nobody waits for the answer any more, and the server is told so. */
export async function call<Answer>(
  method: string,
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<Answer> {
  const form = body instanceof FormData;
  const response = await fetch(`/api/${path}`, {
    method,
    headers: { accept: 'application/json', ...(body && !form ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    ...(signal ? { signal } : {}),
  }).catch(() => {
    throw new ApiError(0, 'UNREACHABLE', msg('Cannot reach the server. Check the network and try again.'));
  });
  const answer: unknown = inPageLanguage(await response.json().catch(() => null));
  if (response.ok) return answer as Answer;
  const refusal = refusalOf(response.status, answer);
  // A wrong password is a 401 too, but says nothing about the session that asks.
  if (refusal.status === 401 && path !== 'sign-in') dispatchEvent(new Event('signedout'));
  throw refusal;
}

function refusalOf(status: number, answer: unknown): ApiError {
  const error = (answer as Partial<Problem> | null)?.error;
  if (error?.message) return new ApiError(status, error.code, error.message, error.fields);
  const unexplained = msg(str`The server answered ${status} without a reason. Try again.`);
  return new ApiError(status, 'UNEXPECTED', unexplained);
}

export async function list<Item>(path: string, signal?: AbortSignal): Promise<Item[]> {
  return listIn<Item>(await call('GET', path, undefined, signal));
}

/** A list, or an object whose one list it is: `[…]` or `{people: […]}`. */
export function listIn<Item>(answer: unknown): Item[] {
  if (Array.isArray(answer)) return answer as Item[];
  const inside = Object.values(answer ?? {}).find((value) => Array.isArray(value));
  return (inside ?? []) as Item[];
}

export function part(id: string): string {
  return encodeURIComponent(id);
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
