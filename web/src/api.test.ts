import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, call, listIn } from './api.ts';

const answer = (status: number, body: unknown) =>
  vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
const signedOut = vi.fn();
vi.stubGlobal('dispatchEvent', signedOut);
const problem = (code: string) => ({
  error: { code, message: `Cannot: ${code}.`, fields: { name: 'Taken.' } },
});

afterEach(() => {
  signedOut.mockClear();
});

describe('api', () => {
  it("a refusal carries the server's sentence and its fields", async () => {
    vi.stubGlobal('fetch', answer(409, problem('NAME_TAKEN')));
    await expect(call('POST', 'people', { name: 'Ayu' })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
      message: 'Cannot: NAME_TAKEN.',
      fields: { name: 'Taken.' },
    });
    expect(signedOut).not.toHaveBeenCalled();
  });

  it('a 401 tells the page that the session ended; a wrong password does not', async () => {
    vi.stubGlobal('fetch', answer(401, problem('SIGN_IN_NEEDED')));
    await expect(api.cameras()).rejects.toMatchObject({ status: 401 });
    expect(signedOut).toHaveBeenCalledOnce();
    await expect(api.signIn({ email: 'a@b.c', password: 'x' })).rejects.toMatchObject({ status: 401 });
    expect(signedOut).toHaveBeenCalledOnce();
  });

  it('an answer that is no JSON still gives a sentence', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
    await expect(api.cameras()).rejects.toThrow('The server answered 502 without a reason.');
  });

  it('a server that cannot be reached gives a sentence that says so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    await expect(api.me()).rejects.toThrow('Cannot reach the server.');
  });
});

describe('listIn()', () => {
  it('takes a bare list or the one list inside an object', () => {
    expect(listIn([1, 2])).toEqual([1, 2]);
    expect(listIn({ people: [3] })).toEqual([3]);
    expect(listIn(null)).toEqual([]);
  });
});
