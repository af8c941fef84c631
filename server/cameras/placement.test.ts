import { describe, expect, it } from 'vitest';
import type { FaceLook } from './cameraTally.ts';
import { isSubStream } from './isSubStream.ts';
import { placementOf } from './placement.ts';
import { recognitionAdvice } from './recognitionAdvice.ts';

const hd = { frame: { width: 1920, height: 1080 }, subStream: false };
const looks = (count: number, given: Partial<FaceLook> = {}): FaceLook[] =>
  Array.from({ length: count }, (_, atMs) => ({ atMs, widthPx: 70, turn: 0.1, sharpness: 12, ...given }));
const check = (given: Partial<FaceLook>, camera = hd) => placementOf(looks(12, given), camera);

describe('placementOf()', () => {
  it('calls large, sharp faces that look at the camera good', () => {
    expect(check({})).toMatchObject({ verdict: 'good', widthPx: 70, faces: 12, remedies: [] });
  });

  it('says how wide faces are, how wide they should be, and how much nearer that is', () => {
    const small = check({ widthPx: 24 });
    expect(small.verdict).toBe('tooSmall');
    expect(small.sentence).toBe(
      'Faces here are 24 px wide (median of 12 in the last hour); 48 or more recognise reliably.',
    );
    expect(small.remedies).toEqual([
      'Hang the camera closer or use a longer lens: 2.0 times the present size is needed.',
    ]);
    expect(check({ widthPx: 31 }).verdict).toBe('borderline');
  });

  it('points at the stream before the camera is moved', () => {
    const small = { frame: { width: 640, height: 360 } };
    expect(check({ widthPx: 20 }, { ...small, subStream: true }).remedies[0]).toContain('main stream');
    expect(check({ widthPx: 20 }, { ...small, subStream: false }).remedies[0]).toContain('only 640×360');
    expect(check({}, { ...small, subStream: true }).remedies).toEqual([]);
  });

  it('tells blurred and turned faces apart, each with its own remedy', () => {
    expect(check({ sharpness: 1.2 })).toMatchObject({ verdict: 'tooBlurred' });
    expect(check({ sharpness: 1.2 }).remedies.join()).toContain('light');
    expect(check({ turn: 0.9 })).toMatchObject({ verdict: 'turnedAway' });
    expect(check({ turn: 0.9 }).remedies.join()).toContain('head height');
    expect(check({ turn: 0.6 })).toMatchObject({ verdict: 'borderline' });
    expect(check({ turn: 0.6 }).sentence).toContain('often turned to the side');
  });

  it('judges nothing by a few people, and says how many more to send by', () => {
    expect(placementOf([], hd)).toMatchObject({ verdict: 'unsure', widthPx: null, remedies: [] });
    const few = placementOf(looks(4, { widthPx: 20 }), hd);
    expect(few).toMatchObject({ verdict: 'unsure', widthPx: 20 });
    expect(few.sentence).toContain('1 more time.');
  });
});

describe('isSubStream()', () => {
  it.each([
    'rtsp://u:p@10.0.0.5/Streaming/Channels/102', // Hikvision
    'rtsp://u:p@10.0.0.5:554/cam/realmonitor?channel=1&subtype=1', // Dahua, Amcrest
    'rtsp://u:p@10.0.0.5/h264Preview_01_sub', // Reolink
    'rtsp://u:p@10.0.0.5/stream2', // TP-Link Tapo
    'rtsp://10.0.0.5/live/sub',
  ])('knows the second stream of %s', (url) => expect(isSubStream(url)).toBe(true));

  it.each([
    'rtsp://u:p@10.0.0.5/Streaming/Channels/101',
    'rtsp://u:p@10.0.0.5:554/cam/realmonitor?channel=1&subtype=0',
    'rtsp://u:p@10.0.0.5/h264Preview_01_main',
    'rtsp://sub:stream2@subway.example/stream1',
    'submarine.mp4',
    'webcam:2',
  ])('takes %s for a main stream', (url) => expect(isSubStream(url)).toBe(false));
});

describe('recognitionAdvice()', () => {
  const none = {
    ...{ named: 40, noFace: 0, tooSmall: 0, blurred: 0, turnedAway: 0, cutOff: 0, unclear: 0 },
    ...{ tooFewFaces: 0, belowThreshold: 0, lookAlike: 0 },
  };

  it('speaks of the most frequent reason', () => {
    expect(recognitionAdvice({ ...none, turnedAway: 9, tooSmall: 3 })).toContain('people are turned away');
    expect(recognitionAdvice({ ...none, tooSmall: 3 })).toContain('faces are too small');
  });

  it('has nothing to say when all but two were named', () => {
    expect(recognitionAdvice({ ...none, noFace: 1, blurred: 1 })).toBeNull();
  });
});
