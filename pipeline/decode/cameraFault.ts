import type { BlindReason } from '../messages.ts';

/** Why a camera cannot be seen. `detail` is one sentence for a person and never holds a password. */
export class CameraFault extends Error {
  override name = 'CameraFault';
  readonly reason: BlindReason;
  readonly detail: string;

  constructor(reason: BlindReason, detail: string) {
    super(detail);
    this.reason = reason;
    this.detail = detail;
  }
}
