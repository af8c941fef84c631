import { msg } from '@lit/localize';
import type { Fault, Pose } from '../../enrol/judgeFace.ts';

export function poseWords(pose: Pose): string {
  switch (pose) {
    case 'front':
      return msg('Look straight into the camera');
    case 'left':
      return msg('Turn your head to your left');
    case 'right':
      return msg('Turn your head to your right');
    case 'up':
      return msg('Look up a little');
    case 'down':
      return msg('Look down a little');
    default:
      return pose satisfies never;
  }
}

export function shortPose(pose: Pose): string {
  switch (pose) {
    case 'front':
      return msg('Front');
    case 'left':
      return msg('Left');
    case 'right':
      return msg('Right');
    case 'up':
      return msg('Up');
    case 'down':
      return msg('Down');
    default:
      return pose satisfies never;
  }
}

/** null: nothing is wrong. */
export function faultWords(fault: Fault | null): string {
  switch (fault) {
    case null:
      return msg('Good: hold still…');
    case 'nobody':
      return msg('No face is seen. Move in front of the camera.');
    case 'severalPeople':
      return msg('More than one person is seen. Be alone in the picture.');
    case 'tooFar':
      return msg('Too far away: come closer.');
    case 'tooClose':
      return msg('Too close: move back a little.');
    case 'offCentre':
      return msg('Off centre: move into the frame.');
    case 'tooDark':
      return msg('Too dark: turn on a light, or face a window.');
    case 'tooBright':
      return msg('Too bright: turn away from the light.');
    case 'blurred':
      return msg('Blurred: hold still, or wipe the lens.');
    case 'lookStraight':
      return msg('Look straight into the camera.');
    case 'turnLeft':
      return msg('Turn a little more to your left.');
    case 'turnRight':
      return msg('Turn a little more to your right.');
    case 'lookUp':
      return msg('Look up a little more.');
    case 'lookDown':
      return msg('Look down a little more.');
    case 'turnLess':
      return msg('Too far turned: turn back a little.');
    case 'nodLess':
      return msg('Too far up or down: move your head back towards the middle a little.');
    default:
      return fault satisfies never;
  }
}

/** Why there is no picture, and what to do. */
export function cameraProblem(error: unknown): string {
  if (!(error instanceof Error)) return msg('The camera does not work. Upload photos instead.');
  switch (error.name) {
    case 'NotAllowedError':
      return msg(
        'The browser may not use the camera. Allow it with the camera sign in the address bar, then try again. Or upload photos instead.',
      );
    case 'NotFoundError':
    case 'OverconstrainedError':
      return msg(
        'No camera is connected to this computer. Connect one and try again, or upload photos instead.',
      );
    case 'NotReadableError':
      return msg('Another program uses the camera. Close it and try again, or upload photos instead.');
    case 'InsecureContext':
      return msg(
        'Browsers give the camera only to pages that come over https, or from this very computer. Open this page that way, or upload photos instead.',
      );
    case 'NoGuide':
      return msg(
        'The guide does not start in this browser. Try again, use another browser, or upload photos instead.',
      );
    default:
      return msg('The camera does not work. Try again, or upload photos instead.');
  }
}
