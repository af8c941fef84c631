/** Trying, finding and measuring cameras. */
import type {
  CameraFile,
  CameraStatsView,
  CameraTest,
  CameraTestRequest,
  JobView,
  NetworkView,
  OnvifCamera,
  OnvifRequest,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

export const camerasApi = {
  test: (request: CameraTestRequest, signal: AbortSignal) =>
    call<CameraTest>('POST', 'cameras/test', request, signal),
  networks: () => list<NetworkView>('cameras/networks'),
  discover: (network: string | null) => call<JobView>('POST', 'cameras/discover', { network }),
  onvif: (request: OnvifRequest, signal: AbortSignal) =>
    call<OnvifCamera>('POST', 'cameras/onvif', request, signal),
  stats: (cameraId: string) => call<CameraStatsView>('GET', `cameras/${part(cameraId)}/stats`),
  save: (camera: CameraFile) => call<unknown>('PUT', `cameras/${part(camera.cameraId)}`, camera),
};
