import { expect, it, vi } from 'vitest';
import { createPictureListeners } from './pictureListeners.ts';

it('tell() brings a picture to those who draw its camera, and is taken when all of them took it', () => {
  const pictures = createPictureListeners<{ cameraId: string }>();
  const [large, small, other, taken] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  pictures.add('hall', large);
  pictures.add('hall', small);
  pictures.add('gate', other);
  pictures.tell({ cameraId: 'hall' }, taken);
  const takenBy = (listener: typeof large) => (listener.mock.lastCall as [unknown, () => void])[1]();
  takenBy(large);
  takenBy(large);
  expect(taken).not.toHaveBeenCalled();
  takenBy(small);
  expect(taken).toHaveBeenCalledOnce();
  expect(other).not.toHaveBeenCalled();
});

it('tell() takes a picture nobody draws any more at once', () => {
  const pictures = createPictureListeners<{ cameraId: string }>();
  const [listener, taken] = [vi.fn(), vi.fn()];
  const stop = pictures.add('hall', listener);
  stop();
  stop();
  pictures.tell({ cameraId: 'hall' }, taken);
  expect(listener).not.toHaveBeenCalled();
  expect(taken).toHaveBeenCalledOnce();
});
